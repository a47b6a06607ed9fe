"""签收 as it is done: on the pad, stub after stub, on the citizen's phone; and the applicant's name by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from matters.models import Matter
from notices.models import Receipt
from notices.personal.applicants import applicant_of, masked
from tests.browser.conftest import overflow
from tests.browser.counter import MATTER, sign_in
from tests.counter import address, make_notice

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("known_rung"),
]


@pytest.fixture
def give(clerk):
    """Makes notices of that clerk."""
    return lambda: make_notice(clerk.site, clerk, matter=Matter.objects.get(code=MATTER), at=None)


def write(page, *stroke):
    box = page.locator("canvas").bounding_box()
    at = [(box["x"] + x, box["y"] + y) for x, y in stroke]
    page.mouse.move(*at[0])
    page.mouse.down()
    for point in at[1:]:
        page.mouse.move(*point, steps=5)
    page.mouse.up()


def test_a_signature_on_the_pad_and_a_name_by_keyboard(page, clerk, give, axe):
    notice = give()
    sign_in(page, clerk).goto(address("counter_notice", notice.pk))
    page.keyboard.press("q")
    page.wait_for_url("**/sign/")
    write(page, (50, 50), (150, 60), (250, 50))
    write(page, (150, 20), (140, 140))
    write(page, (300, 30), (420, 150))
    page.keyboard.press("z")
    axe(page)
    page.get_by_role("button", name="签好了，确认").click()
    expect(page.get_by_text(f"{notice.serial} 已登记：屏幕签名。")).to_be_visible()
    page.get_by_role("button", name="看签名").click()
    expect(page.locator("svg path")).to_have_attribute("d", re.compile(r"M[\dL ]+M[\dL ]+"))
    axe(page)
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{address('counter_notice', notice.pk)}")
    page.keyboard.press("a")
    for keys in ("欧阳", "Tab", "13812343210", "Tab", " "):
        page.keyboard.press(keys) if keys in ("Tab", " ") else page.keyboard.insert_text(keys)
    axe(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("138****3210")).to_be_visible()
    assert masked(applicant_of(notice)).name == "欧**"


def test_stubs_are_scanned_faster_than_the_server_answers(page, clerk, give, axe, live_server):
    notices = [give() for _ in range(4)]
    sign_in(page, clerk).goto(address("stubs"))
    for line in [*(f"{live_server.url}/n/{notice.token}/" for notice in notices), "哈哈"]:
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")
    expect(page.locator("[data-scans] li")).to_have_count(5)
    said = [row.get_attribute("data-outcome") for row in page.locator("[data-scans] li").all()]
    assert (said, Receipt.objects.count()) == (["unknown", *["received"] * 4], 4)
    expect(page.locator("[data-unsigned]")).to_have_count(0)
    expect(page.locator("#line")).to_be_focused()
    axe(page)


def test_without_script_the_stub_is_used_and_the_phone_confirms(open_page, clerk, give):
    page, notice = open_page(width=320, javascript=False), give()
    page.goto(address("notice", notice.token))
    page.get_by_label("代办人").check()
    page.get_by_role("button", name="我已收到并看清全部内容").click()
    expect(page.get_by_text("已签收")).to_be_visible()
    assert (Receipt.objects.get().receiver, overflow(page)) == ("agent", 0)
