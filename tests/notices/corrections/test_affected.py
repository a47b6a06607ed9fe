"""Who holds a sheet that is no longer right? The same answers as a scan of each, found for all at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from matters.models import Desk, Matter, OpeningHours, Site
from matters.publishing import retire, suspend
from notices.corrections.affected import Affected, affected, affected_of
from notices.corrections.correcting import correct
from notices.corrections.news import News, news_of
from notices.enums import Decision
from notices.models import Notice, OfficeProfile, Visit
from notices.verifying import State, verify
from notices.voiding import void
from tests.bundles import make_live_bundle, member
from tests.counter import asking_guide, make_notice
from tests.factories import add_edition, local, make_guide, make_published, make_requirement, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

AT = local(2026, 3, 9)
DAY = AT.date()
NEXT = DAY + timedelta(days=1)
SELF = {"who": "self", "kind": "new"}


@pytest.fixture
def notice() -> Notice:
    """Given out on 9 March for somebody who comes in person."""
    return make_notice(matter=make_published(asking_guide()), answers=SELF)


def found(day: date = NEXT, within_days: int = 90) -> list[Affected]:
    return affected(Notice.objects.all(), day=day, within_days=within_days)


def keys(one: Affected) -> list[int]:
    return [held.notice for held in one.held]


def now_told(matter: Matter, **values: Any) -> None:
    """From the next day on."""
    add_edition(matter, replace(matter.editions.newest_first()[0].guide, **values), NEXT)


def one_paper_more(notice: Notice) -> None:
    guide = notice.edition.guide
    now_told(notice.matter, requirements=(*guide.requirements, make_requirement(9, "近期照片")))


def test_nobody_is_affected_as_long_as_nothing_changed(notice: Notice) -> None:
    assert found() == []


def test_a_new_edition_affects_who_holds_a_sheet_that_says_otherwise(notice: Notice) -> None:
    one_paper_more(notice)
    (one,) = found()
    assert (one.subject, one.state, keys(one)) == (notice.matter, State.SUPERSEDED, [notice.pk])
    assert one.news == News(("新增申请材料：近期照片（原件1，复印件1，纸质）",))
    assert one.edition == notice.matter.editions.get(number=2)


def test_an_edition_of_tomorrow_affects_nobody_today(notice: Notice) -> None:
    one_paper_more(notice)
    assert found(DAY) == []


def test_sheets_of_other_situations_are_left_out(notice: Notice) -> None:
    agent = make_notice(notice.site, notice.clerk, matter=notice.matter, answers={"who": "agent", "kind": "new"})
    papers = notice.edition.guide.requirements
    now_told(notice.matter, requirements=(papers[0], replace(papers[1], copies=3), papers[2]))
    assert [keys(one) for one in found()] == [[agent.pk]]


def test_sheets_to_which_the_same_happened_stand_together(notice: Notice) -> None:
    elsewhere = make_notice(matter=notice.matter, answers={"who": "agent", "kind": "lost"})
    one_paper_more(notice)
    assert [sorted(keys(one)) for one in found()] == [[notice.pk, elsewhere.pk]]


def test_the_matter_with_most_sheets_comes_first(notice: Notice) -> None:
    other = make_published(make_guide())
    others = [make_notice(notice.site, notice.clerk, matter=other) for _ in range(2)]
    for row in (notice, others[0]):
        one_paper_more(row)
    assert [(one.subject, len(one.held)) for one in found()] == [(other, 2), (notice.matter, 1)]


def new_address(notice: Notice) -> None:
    Site.objects.filter(pk=notice.site.pk).update(address="演示新路1号")


def new_hours(notice: Notice) -> None:
    OpeningHours.objects.create(site=notice.site, weekdays="12345", opens="08:00", closes="11:00")


def new_desk(notice: Notice) -> None:
    Desk.objects.create(matter=notice.matter, site=notice.site, window="9号窗口")


def shorter_promise(notice: Notice) -> None:
    Desk.objects.create(matter=notice.matter, site=notice.site, promised_amount=1)


def new_hotline(notice: Notice) -> None:
    OfficeProfile.objects.filter(pk=1).update(hotline="0372-0000099")


def closed_site(notice: Notice) -> None:
    Site.objects.filter(pk=notice.site.pk).update(is_active=False)


def changed_questions(notice: Notice) -> None:
    now_told(notice.matter, questions=(), requirements=notice.edition.guide.requirements[:1])


def same_again(notice: Notice) -> None:
    now_told(notice.matter, source_note="另一个来源")


def other_office_words(notice: Notice) -> None:
    OfficeProfile.objects.filter(pk=1).update(footer="另一个页脚", title="告知单")


def suspended(notice: Notice) -> None:
    suspend(notice.matter, by=make_user(), reason="升级")


def retired(notice: Notice) -> None:
    retire(notice.matter, by=make_user(), reason="合并", successor=Matter.objects.public().first())


HAPPENINGS: list[tuple[Callable[[Notice], None], State]] = [
    (one_paper_more, State.SUPERSEDED),
    (changed_questions, State.SUPERSEDED),
    (new_address, State.SUPERSEDED),
    (new_hours, State.SUPERSEDED),
    (new_desk, State.SUPERSEDED),
    (shorter_promise, State.SUPERSEDED),
    (new_hotline, State.SUPERSEDED),
    (same_again, State.VALID),
    (other_office_words, State.VALID),
    (closed_site, State.WITHDRAWN),
    (suspended, State.SUSPENDED),
    (retired, State.WITHDRAWN),
]


@pytest.mark.parametrize(("happens", "state"), HAPPENINGS, ids=lambda x: getattr(x, "__name__", str(x)))
def test_what_is_found_is_what_a_scan_would_say(notice: Notice, happens: Any, state: State) -> None:
    happens(notice)
    scanned = Notice.objects.get(pk=notice.pk)
    verdict = verify(scanned, NEXT)
    expected = [] if state == State.VALID else [(state, news_of(verdict, scanned))]
    assert (verdict.state, [(one.state, one.news) for one in found()]) == (state, expected)


def test_a_bundle_one_of_whose_matters_is_suspended_is_found() -> None:
    bundle = make_live_bundle()
    notice = make_notice(matter=None, subject=bundle, at=None)
    suspend(member(bundle, 1), by=make_user(), reason="升级")
    (one,) = affected_of(Notice.objects.all())
    assert (one.subject, keys(one)) == (bundle, [notice.pk])
    assert one.news.sentences == (f"其中“{member(bundle, 1).name}”暂停办理：升级",)


def accept(notice: Notice) -> None:
    Visit.objects.create(
        notice=notice, site=notice.site, clerk=notice.clerk, at=AT, decision=Decision.ACCEPTANCE, ticks=[]
    )


def withdraw(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="打错")


@pytest.mark.parametrize("ends", [accept, withdraw])
def test_what_is_over_is_left_out(notice: Notice, ends: Callable[[Notice], None]) -> None:
    one_paper_more(notice)
    ends(notice)
    assert found() == []


def test_what_was_told_longer_ago_is_left_out(notice: Notice) -> None:
    one_paper_more(notice)
    assert [len(found(within_days=days)) for days in (0, 1)] == [0, 1]


def test_a_corrected_sheet_is_marked_and_does_not_count(notice: Notice) -> None:
    other = make_notice(notice.site, notice.clerk, matter=notice.matter, answers=SELF)
    one_paper_more(notice)
    letter = correct(notice, clerk=notice.clerk, at=AT + timedelta(days=1))
    (one,) = found()
    assert {held.notice: held.correction for held in one.held} == {notice.pk: letter.pk, other.pk: None}
    assert [held.notice for held in one.open] == [other.pk]


def test_a_correction_counts_until_something_else_changes(notice: Notice) -> None:
    one_paper_more(notice)
    correct(notice, clerk=notice.clerk, at=AT + timedelta(days=1))
    new_address(notice)
    assert [len(one.open) for one in found()] == [1]


def test_a_void_correction_does_not_count(notice: Notice) -> None:
    one_paper_more(notice)
    void(correct(notice, clerk=notice.clerk, at=AT + timedelta(days=1)), by=notice.clerk, reason="打错")
    assert [len(one.open) for one in found()] == [1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_are_the_same_for_one_sheet_and_for_many(
    notice: Notice, count: int, django_assert_num_queries: Any
) -> None:
    one_paper_more(notice)
    for _ in range(count):
        one_paper_more(make_notice(make_site()))
    with django_assert_num_queries(10):
        assert len(found()) == count + 1


@pytest.mark.parametrize("code", ["ZZZZZZ", "no code", "\0"])
def test_a_code_of_nothing_finds_nothing(notice: Notice, code: str) -> None:
    new_address(notice)
    assert affected_of(Notice.objects.all(), code) == []
