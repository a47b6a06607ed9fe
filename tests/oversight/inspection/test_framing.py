"""The frame: what is in, and that it stays what it was."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import StaffUser
from notices.enums import NoticeKind
from notices.models import Notice
from notices.voiding import void
from oversight.inspection.criteria import within_reach
from oversight.inspection.drawing import Ticket
from oversight.inspection.framing import frame_of, heads_now
from oversight.inspection.strata import Stratum
from tests.affairs import follow_up
from tests.counter import make_notice
from tests.factories import local, make_clerk, make_published, make_site
from tests.oversight.inspection.builders import make_inspector, march

pytestmark = pytest.mark.django_db


def framed(inspector: StaffUser, **criteria: Any) -> set[int]:
    """The notices in the frame as it stands now, by their keys."""
    asked = within_reach(march(inspector, **criteria), inspector)
    tokens = [ticket.token for ticket in frame_of(asked, heads_now(asked)).tickets]
    return set(Notice.objects.filter(token__in=tokens).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("at", "is_in"),
    [
        (datetime(2026, 2, 28, 15, 59, tzinfo=UTC), False),
        (datetime(2026, 2, 28, 16, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 15, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 16, 0, tzinfo=UTC), False),
    ],
)
def test_a_day_is_one_of_shanghai(inspector: StaffUser, at: datetime, is_in: bool) -> None:
    notice = make_notice(at=timezone.localtime(at))
    assert framed(inspector) == ({notice.pk} if is_in else set())


def test_what_the_inspector_gave_out_or_stood_in_for_is_out(inspector: StaffUser) -> None:
    site = make_site()
    others = make_notice(site)
    make_notice(site, clerk=inspector)
    make_notice(site, acting_for=inspector)
    assert framed(inspector) == {others.pk}


def test_each_criterion_narrows_the_frame(inspector: StaffUser) -> None:
    wanted, _ = make_notice(), make_notice()
    follow_up(wanted, NoticeKind.ACCEPTANCE, at=local(2026, 3, 10))
    asked = [
        framed(inspector, sites=(wanted.site.code,), kinds=("guidance",)),
        framed(inspector, clerks=(wanted.clerk.username,), kinds=("guidance",)),
        framed(inspector, matters=(wanted.subject.code,), kinds=("guidance",)),
        framed(inspector, sites=()),
        framed(inspector, matters=(), bundles=()),
    ]
    assert asked == [{wanted.pk}] * 3 + [set()] * 2


def test_who_is_confined_draws_from_their_own() -> None:
    notice, _ = make_notice(), make_notice()
    confined = [
        make_inspector(region=notice.site.region),
        make_inspector(department=notice.matter.department),
        make_inspector(site=notice.site),
    ]
    others = Notice.objects.filter(matter__department=notice.matter.department)
    assert [framed(one) for one in confined] == [{notice.pk}, set(others.values_list("pk", flat=True)), {notice.pk}]


def test_asking_for_another_region_s_site_finds_nothing() -> None:
    notice = make_notice()
    assert framed(make_inspector(region=make_site().region), sites=(notice.site.code,)) == set()


def test_what_is_entered_later_stays_out_however_early_its_day(inspector: StaffUser) -> None:
    site, criteria = make_site(), march(inspector)
    make_notice(site)
    heads = heads_now(criteria)
    before = frame_of(criteria, heads)
    make_notice(site, at=local(2026, 3, 2))
    make_notice(make_site(), at=local(2026, 3, 3))
    assert frame_of(criteria, heads).digest == before.digest


def test_voiding_does_not_change_the_frame(inspector: StaffUser) -> None:
    notice, criteria = make_notice(), march(inspector)
    heads = heads_now(criteria)
    before = frame_of(criteria, heads)
    void(notice, by=notice.clerk, reason="打错了")
    assert frame_of(criteria, heads) == before


def test_strata_are_known_by_stable_names_and_read_by_words(inspector: StaffUser) -> None:
    clerk = make_clerk(display_name="演示甲")
    notice = make_notice(clerk.site, clerk, matter=make_published(name="户口登记"))
    matter = notice.matter
    found = {}
    for stratum in Stratum:
        criteria = march(inspector, stratum=stratum)
        found[stratum] = frame_of(criteria, heads_now(criteria))
    assert {stratum: frame.tickets for stratum, frame in found.items()} == {
        Stratum.NONE: (Ticket(notice.token),),
        Stratum.SITE: (Ticket(notice.token, notice.site.code),),
        Stratum.CLERK: (Ticket(notice.token, clerk.username),),
        Stratum.MATTER: (Ticket(notice.token, matter.code),),
        Stratum.KIND: (Ticket(notice.token, "guidance"),),
    }
    words = [next(iter(found[s].words.values())) for s in list(Stratum)[1:]]
    assert words == [notice.site.name, f"演示甲（{clerk.username}）", f"户口登记（{matter.code}）", "一次性告知单"]


def test_a_frame_is_read_with_one_query(inspector: StaffUser, django_assert_num_queries: Any) -> None:
    site = make_site()
    for day in (2, 3, 4):
        make_notice(site, at=local(2026, 3, day))
    criteria = march(inspector, stratum=Stratum.MATTER, since=date(2026, 3, 1))
    heads = heads_now(criteria)
    with django_assert_num_queries(1):
        assert len(frame_of(criteria, heads).tickets) == 3
