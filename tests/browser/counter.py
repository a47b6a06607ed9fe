"""How a clerk works at the counter: signing in, pressing keys."""

import re

from playwright.sync_api import Page, expect

from accounts.models import StaffUser

PASSWORD = "secret-word-9"
MATTER = "K7M2PA"
GIVEN = re.compile(r"/counter/notices/\d+/\?fresh=1$")
"""The page of a notice that was given out in this moment."""


def may_sign_in(username: str) -> StaffUser:
    """That demo clerk, with a password in the tests' quick hash."""
    user = StaffUser.objects.get(username=username)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(page: Page, clerk: StaffUser) -> Page:
    """The page at the desk."""
    page.set_default_timeout(15_000)
    page.goto("/counter/")
    page.get_by_label("用户名").fill(clerk.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/counter/") and "next" not in url)
    expect(page.locator("#q")).to_be_focused()
    return page


def press(page: Page, *keys: str) -> int:
    """Press the keys one after the other, each when the page is ready for it; how many they were."""
    for key in keys:
        page.wait_for_load_state("load")
        page.keyboard.press(key)
    return len(keys)
