"""The page of situations in a real Chromium: by keyboard, without violations, and without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from matters.models import Matter
from tests.admin_pages import make_asking_matter, make_superuser
from tests.browser.conftest import overflow, sign_in_to_admin
from tests.browser.test_admin import check_parts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_situations(page: Page, matter: Matter) -> None:
    page.set_default_timeout(15_000)
    sign_in_to_admin(page, make_superuser())
    page.goto(f"/admin/matters/matter/{matter.pk}/situations/")


def test_the_matrix_is_ticked_by_keyboard_and_a_removed_option_is_asked_about(page: Page, district: Any) -> None:
    matter = make_asking_matter()
    open_situations(page, matter)
    check_parts(page, ".situations")
    page.locator(".matrix td input").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(page.get_by_role("checkbox", name="申请表：谁来办理？委托他人代办")).to_be_checked()
    page.get_by_role("button", name="再加一个选项").first.click()
    page.keyboard.type("邮寄")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("已保存")
    assert [r.when for r in matter.requirements.all()] == ["", "who.agent", "who.agent"]
    page.get_by_role("checkbox", name="删除选项“委托他人代办”").check()
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#problems")).to_be_focused()
    check_parts(page, ".situations")
    page.get_by_label("一并删除").first.check()
    page.get_by_label("保留，改为总是适用").last.check()
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".messagelist")).to_contain_text("已保存")
    assert [(r.name, r.when) for r in matter.requirements.all()] == [("居民身份证", ""), ("申请表", "")]


def test_on_a_phone_an_option_has_room_to_be_read_and_another_can_be_added(
    open_page: Callable[..., Page], district: Any
) -> None:
    page, matter = open_page(width=360), Matter.objects.get(code="K7M2PA")
    open_situations(page, matter)
    texts = page.locator("[name^='q0-o'][name$='-text']")
    assert (overflow(page), texts.first.bounding_box()["width"] > 120) == (0, True)
    page.get_by_role("button", name="再加一个选项").first.click()
    expect(texts).to_have_count(4)


def test_without_a_script_it_is_a_plain_form_on_a_narrow_window(open_page: Callable[..., Page], district: Any) -> None:
    page, matter = open_page(width=900, javascript=False), Matter.objects.get(code="T7K3QX")
    open_situations(page, matter)
    assert overflow(page) == 0
    box = page.locator("#row-requirements-0 td input").first
    box.check()
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".messagelist")).to_contain_text("已保存")
    expect(box).to_be_checked()
