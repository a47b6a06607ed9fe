"""What is due at a counter: most urgent first, of one's own site, until something ends it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import StaffUser
from notices.affairs.waiting import Waiting, lines, waiting_at
from notices.enums import Decision, RepeatCause
from notices.models import Notice
from tests.counter import address, make_notice, signed_in
from tests.factories import local, make_clerk, make_published, make_site
from tests.visits import came

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]
TODAY = date(2026, 3, 13)


@pytest.fixture
def clerk() -> StaffUser:
    """Who works at a street centre."""
    return make_clerk(make_site())


@pytest.fixture
def roots(clerk: StaffUser) -> list[Notice]:
    """Three sheets of one matter."""
    matter = make_published()
    return [make_notice(clerk.site, clerk, matter=matter) for _ in range(3)]


def listed(clerk: StaffUser, which: Waiting = Waiting.ALL) -> list[Notice]:
    return [due.visit.notice for due in lines(waiting_at(clerk, which, TODAY), TODAY)]


def test_the_most_urgent_comes_first(clerk: StaffUser, roots: list[Notice]) -> None:
    for root, day in zip(roots, (20, 10, 13), strict=True):
        came(root, Decision.SUPPLEMENT, "rrm", until=date(2026, 3, day))
    due = lines(waiting_at(clerk, today=TODAY), TODAY)
    assert [(one.visit.notice, one.countdown.words, one.awaits) for one in due] == [
        (roots[1], "申请人逾期未补齐，已过3个工作日", "等申请人补"),
        (roots[2], "今天到期", "等申请人补"),
        (roots[0], "还剩5个工作日", "等申请人补"),
    ]


def test_what_was_decided_waits_no_longer(clerk: StaffUser, roots: list[Notice]) -> None:
    came(roots[0], Decision.KEPT)
    came(roots[0], Decision.ACCEPTANCE)
    assert listed(clerk) == []


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Waiting.ALL, [1, 2, 0]),
        (Waiting.OURS, [0]),
        (Waiting.THEIRS, [1, 2]),
        (Waiting.OVERDUE, [1]),
        (Waiting.FLAGGED, [2]),
    ],
)
def test_the_list_is_narrowed(clerk: StaffUser, roots: list[Notice], which: Waiting, expected: list[int]) -> None:
    came(roots[0], Decision.KEPT)
    came(roots[1], Decision.SUPPLEMENT, "rrm", until=date(2026, 3, 12))
    for _ in range(2):
        again = {"again": "复核时发现", "cause": RepeatCause.CLERK}
        came(roots[2], Decision.SUPPLEMENT, "rrm", until=date(2026, 3, 13), **again)
    assert listed(clerk, which) == [roots[i] for i in expected]


def test_another_site_waits_elsewhere(clerk: StaffUser, roots: list[Notice]) -> None:
    came(roots[0], Decision.KEPT)
    assert (listed(make_clerk()), listed(make_clerk(is_superuser=True))) == ([], [roots[0]])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_two_queries(
    clerk: StaffUser, roots: list[Notice], rows: int, django_assert_num_queries: Any
) -> None:
    for root in roots[:rows]:
        came(root, Decision.KEPT)
    with django_assert_num_queries(2):
        assert len([due.visit.notice.subject.name for due in lines(waiting_at(clerk))]) == rows


# --- Pages


def test_the_page_and_the_desk_say_in_words_what_is_due(clerk: StaffUser, roots: list[Notice]) -> None:
    came(roots[0], Decision.KEPT, at=timezone.now())
    window: Client = signed_in(clerk)
    pages = [window.get(address(name)).content.decode() for name in ("counter", "counter_waiting")]
    assert ["还剩5个工作日" in page and roots[0].serial in page for page in pages] == [True, True]


def test_the_page_is_narrowed_by_its_address_and_says_when_nothing_is_due(
    clerk: StaffUser, roots: list[Notice]
) -> None:
    came(roots[0], Decision.KEPT, at=local(2026, 3, 9))
    page = signed_in(clerk).get(address("counter_waiting"), {"which": "theirs"})
    assert (page.context["lines"], "没有要办的" in page.content.decode()) == ([], True)
