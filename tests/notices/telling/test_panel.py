"""Telling by telephone, on the net and at home."""

from typing import Any

import pytest

from accounts.models import StaffUser
from matters.models import Site
from notices.enums import Manner
from notices.models import Notice
from notices.telling.panel import telling_of, text_message
from notices.voiding import void
from tests.counter import address, asking_guide, make_notice, signed_in
from tests.factories import make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


def page_of(clerk: StaffUser, notice: Notice) -> str:
    return signed_in(clerk).get(address("counter_notice", notice.pk)).content.decode()


def test_over_the_counter_nothing_has_to_be_sent(site: Site) -> None:
    assert telling_of(make_notice(site)) is None


@pytest.mark.parametrize(("manner", "read"), [(Manner.PHONE, True), (Manner.ONLINE, False), (Manner.HOME, False)])
def test_only_on_the_telephone_it_is_read_aloud(site: Site, manner: Manner, read: bool) -> None:
    telling = telling_of(make_notice(site, manner=manner))
    assert telling is not None
    assert bool(telling.groups) == read


def test_link_and_code_are_those_of_the_paper(site: Site) -> None:
    notice = make_notice(site, manner=Manner.ONLINE)
    telling = telling_of(notice)
    assert telling is not None
    assert (telling.link, telling.code.text) == (notice.sheet.url, notice.sheet.url)


def test_the_text_message_says_who_what_and_where() -> None:
    assert text_message("北关区政务服务中心", "一次性告知单", "高龄津贴", "北关〔2026〕000001", "https://x/n/1/") == (
        "【北关区政务服务中心】您咨询的“高龄津贴”一次性告知单（北关〔2026〕000001）请点开查看： https://x/n/1/ "
        "可保存、可打印；办事前请再打开看一次有没有变化。"
    )


def test_a_void_notice_is_not_sent(site: Site, clerk: StaffUser) -> None:
    notice = make_notice(site, clerk, manner=Manner.PHONE)
    void(notice, by=clerk, reason="情形选错了")
    assert telling_of(Notice.objects.get(pk=notice.pk)) is None


def test_the_page_of_a_notice_told_by_phone_has_script_link_and_message(site: Site, clerk: StaffUser) -> None:
    notice = make_notice(site, clerk, manner=Manner.PHONE)
    page = page_of(clerk, notice)
    parts = ("电话告知稿", f'value="{notice.sheet.url}"', "短信文案", 'src="data:image/svg+xml;base64,')
    assert [part in page for part in parts] == [True] * 4


def test_at_home_it_is_said_how_it_can_be_signed(site: Site, clerk: StaffUser) -> None:
    page = page_of(clerk, make_notice(site, clerk, manner=Manner.HOME))
    assert ("上门前可以先打印带去" in page, "电话告知稿" in page) == (True, False)


def test_before_issuing_the_script_is_of_the_situation_chosen(clerk: StaffUser) -> None:
    matter = make_published(asking_guide())
    window: Any = signed_in(clerk)
    pages = [
        window.get(address("counter_matter", matter.code) + query).content.decode()
        for query in ("?a=who.self&a=kind.new", "?a=who.agent&a=kind.new")
    ]
    assert ["项，授权委托书，" in page for page in pages] == [False, True]
