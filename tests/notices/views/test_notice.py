"""One row of the ledger as the counter sees it: its page, its paper, reprinting and voiding."""

import re
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from accounts.models import StaffUser
from matters.enums import Standing
from matters.models import Site
from notices.enums import NoticeKind
from notices.models import Notice, Rendering
from notices.voiding import void
from tests.affairs import follow_up
from tests.counter import address, asking_guide, make_notice, text_of, turned
from tests.factories import add_edition, local, make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


def state_on(response: Any) -> list[str]:
    return re.findall(r'data-state="(\w+)"', response.content.decode())


def keys_on(response: Any) -> list[str]:
    """The keys for printing, and for going on to the next person."""
    keys = re.findall(r'data-key="([^"]+)"', response.content.decode())
    return [key for key in keys if {"p", "r", "n"} & set(key.split())]


# One notice


def test_a_notice_tells_what_was_told(window: Client, site: Site) -> None:
    notice = make_notice(site, matter=make_published(asking_guide()), answers={"who": "agent"})
    page = text_of(window.get(address("counter_notice", notice.pk)))
    words = (notice.serial, notice.matter.name, "请别人代办", "现场", "2026-03-09 09:41", notice.clerk.public_name)
    assert [word for word in words if word not in page] == []


def test_a_fresh_notice_is_printed_and_an_older_one_reprinted(window: Client, notice: Notice) -> None:
    url = address("counter_notice", notice.pk)
    assert [keys_on(window.get(url + query)) for query in ("?fresh=1", "")] == [
        ["p", "Escape n", "r"],
        ["p r", "Escape n"],
    ]


@pytest.mark.parametrize(
    ("standing", "state"),
    [(Standing.LIVE, "valid"), (Standing.SUSPENDED, "suspended"), (Standing.RETIRED, "withdrawn")],
)
def test_a_notice_says_whether_it_still_holds(window: Client, notice: Notice, standing: Standing, state: str) -> None:
    turned(notice.matter, standing)
    assert state_on(window.get(address("counter_notice", notice.pk))) == [state]


def test_a_superseded_notice_says_what_changed_and_offers_a_new_one(window: Client, site: Site) -> None:
    notice = make_notice(site, matter=make_published(asking_guide()), answers={"who": "agent"})
    add_edition(notice.matter, asking_guide(consult_phone="0372-0000009"), local(2026, 3, 10).date())
    page = window.get(address("counter_notice", notice.pk))
    assert (state_on(page), "0372-0000009" in text_of(page)) == (["superseded"], True)
    assert page.context["again"] == address("counter_matter", notice.matter.code) + f"?a=who.agent&instead={notice.pk}"


def test_one_notice_has_a_constant_number_of_queries(
    window: Client, notice: Notice, clerk: StaffUser, django_assert_num_queries: Any
) -> None:
    window.get(address("counter_notices"))  # notes in the session that the clerk is there
    for count in (1, 3):
        for _ in range(count):
            notice.reprints.create(by=clerk)
        with django_assert_num_queries(18):
            window.get(address("counter_notice", notice.pk))


# The paper


@pytest.mark.pdf
def test_the_paper_is_shown_in_the_page_and_nowhere_else(window: Client, notice: Notice) -> None:
    response = window.get(address("counter_notice_pdf", notice.pk))
    kept = ("Content-Type", "Cache-Control", "X-Frame-Options", "Content-Security-Policy")
    assert [response[name] for name in kept] == [
        "application/pdf",
        "private",
        "SAMEORIGIN",
        "frame-ancestors 'self'",
    ]
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")


@pytest.mark.pdf
def test_a_letter_which_may_carry_the_name_stays_in_no_cache(window: Client, notice: Notice) -> None:
    letter = follow_up(notice, NoticeKind.SUPPLEMENT)
    assert window.get(address("counter_notice_pdf", letter.pk))["Cache-Control"] == "no-store"


@pytest.mark.pdf
def test_the_paper_is_the_same_bytes_after_a_reprint_and_on_record_once(window: Client, notice: Notice) -> None:
    first = window.get(address("counter_notice_pdf", notice.pk)).content
    window.post(address("counter_reprint", notice.pk))
    second = window.get(address("counter_notice_pdf", notice.pk)).content
    recorded = Rendering.objects.filter(notice=notice).values_list("pdf_sha256", flat=True)
    assert (first == second, list(recorded)) == (True, [sha256(first).hexdigest()])


# Reprinting and voiding


def test_a_reprint_is_on_record_and_shows_the_paper(window: Client, notice: Notice, clerk: StaffUser) -> None:
    response = window.post(address("counter_reprint", notice.pk))
    assert response.url == address("counter_notice", notice.pk) + "?fresh=1&print=1"
    assert [one.by for one in notice.reprints.all()] == [clerk]


def test_a_void_notice_is_not_reprinted(window: Client, notice: Notice, clerk: StaffUser) -> None:
    void(notice, by=clerk, reason="情形选错")
    response = window.post(address("counter_reprint", notice.pk), follow=True)
    assert ("已经作废，不能重打" in text_of(response), notice.reprints.count()) == (True, 0)


def test_voiding_asks_first_and_writes_nothing_yet(window: Client, notice: Notice) -> None:
    page = window.get(address("counter_void", notice.pk))
    assert (f"作废 {notice.serial}" in text_of(page), Notice.objects.get(pk=notice.pk).is_void) == (True, False)


def test_voiding_needs_a_reason(window: Client, notice: Notice) -> None:
    response = window.post(address("counter_void", notice.pk), {"reason": "  "})
    assert (response.status_code, "作废必须写明原因" in text_of(response)) == (400, True)
    assert not Notice.objects.get(pk=notice.pk).is_void


def test_a_void_notice_says_who_and_why_and_has_no_print_key(window: Client, notice: Notice, clerk: StaffUser) -> None:
    window.post(address("counter_void", notice.pk), {"reason": "情形选错了"})
    page = window.get(address("counter_notice", notice.pk))
    assert (state_on(page), keys_on(page)) == (["void"], ["Escape n"])
    assert f"由{clerk.public_name}作废：情形选错了" in text_of(page)


def test_voiding_twice_keeps_the_first_reason(window: Client, notice: Notice) -> None:
    for reason in ("情形选错了", "重复出具"):
        response = window.post(address("counter_void", notice.pk), {"reason": reason}, follow=True)
    assert ("已经作废" in text_of(response), Notice.objects.get(pk=notice.pk).voiding.reason) == (True, "情形选错了")
