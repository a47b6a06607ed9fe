"""Does an issued sheet still hold? It is compared with the sheet that would be told now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from matters.guide import Guide, Option, Question
from matters.models import Site
from matters.publishing import resume, retire, suspend
from notices.issuing import issue
from notices.models import Notice, OfficeProfile
from notices.verifying import State, Verdict, verify
from notices.voiding import void
from tests.factories import (
    add_edition,
    local,
    make_clerk,
    make_guide,
    make_published,
    make_requirement,
    make_site,
    make_user,
)

pytestmark = pytest.mark.django_db

AT = local(2026, 3, 9)
DAY = AT.date()
WHO = Question(key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))
GUIDE = make_guide(
    questions=(WHO,),
    requirements=(make_requirement(1, "测试证件"), make_requirement(2, "测试委托书", when=("who.agent",))),
)


@pytest.fixture
def notice() -> Notice:
    """Given out on 9 March for somebody who comes in person."""
    site = make_site()
    return issue(matter=make_published(GUIDE), site=site, clerk=make_clerk(site), at=AT, answers={"who": "self"})


def verdict(notice: Notice, days: int = 0) -> Verdict:
    return verify(Notice.objects.get(pk=notice.pk), DAY + timedelta(days=days))


def now_told(notice: Notice, guide: Guide, days: int = 1) -> None:
    add_edition(notice.matter, replace(guide, code=notice.matter.code), DAY + timedelta(days=days))


def sentences(notice: Notice) -> list[str]:
    return [change.sentence for change in verdict(notice, 1).changes]


def test_a_sheet_just_given_out_holds(notice: Notice) -> None:
    assert verdict(notice) == Verdict(State.VALID, (), notice.edition)


def test_a_later_day_alone_changes_nothing(notice: Notice) -> None:
    assert verdict(notice, 200).state == State.VALID


def test_a_new_edition_that_tells_the_same_leaves_the_sheet_valid(notice: Notice) -> None:
    now_told(notice, replace(GUIDE, source_note="改了来源", synonyms=("新别名",)))
    assert (verdict(notice, 1).state, verdict(notice, 1).edition.number) == (State.VALID, 2)


def test_a_change_for_other_situations_leaves_the_sheet_valid(notice: Notice) -> None:
    now_told(notice, replace(GUIDE, requirements=(GUIDE.requirements[0], replace(GUIDE.requirements[1], copies=3))))
    assert verdict(notice, 1).state == State.VALID


def test_a_changed_paper_supersedes_the_sheet_from_its_date_and_is_told(notice: Notice) -> None:
    now_told(notice, replace(GUIDE, requirements=(replace(GUIDE.requirements[0], copies=2), GUIDE.requirements[1])))
    assert [verdict(notice, days).state for days in (0, 1)] == [State.VALID, State.SUPERSEDED]
    assert sentences(notice) == ["申请材料“测试证件”由“原件1，复印件1，纸质”改为“原件1，复印件2，纸质”"]


def test_a_new_paper_is_told_by_name(notice: Notice) -> None:
    now_told(notice, replace(GUIDE, requirements=(*GUIDE.requirements, make_requirement(3, "测试照片"))))
    assert sentences(notice) == ["新增申请材料：测试照片（原件1，复印件1，纸质）"]


def test_a_moved_site_supersedes_the_sheet_though_the_edition_is_the_same(notice: Notice) -> None:
    Site.objects.filter(pk=notice.site.pk).update(address="演示大道1号")
    assert (verdict(notice).state, [c.label for c in verdict(notice).changes]) == (State.SUPERSEDED, ["地点"])
    assert verdict(notice).edition == notice.edition


def test_questions_that_changed_are_to_be_answered_again(notice: Notice) -> None:
    now_told(notice, make_guide())
    assert verdict(notice, 1) == Verdict(State.SUPERSEDED, (), notice.matter.editions.get(number=2), choose_again=True)


def test_a_suspended_matter_suspends_its_sheets_until_it_is_resumed(notice: Notice) -> None:
    reviewer = make_user()
    suspend(notice.matter, by=reviewer, reason="升级")
    assert verdict(notice).state == State.SUSPENDED
    resume(notice.matter, by=reviewer)
    assert verdict(notice).state == State.VALID


def test_a_retired_matter_withdraws_its_sheets(notice: Notice) -> None:
    retire(notice.matter, by=make_user(), reason="合并")
    assert verdict(notice).state == State.WITHDRAWN


def test_a_matter_without_an_edition_in_force_withdraws_its_sheets(notice: Notice) -> None:
    assert verdict(notice, -400).state == State.WITHDRAWN


def test_a_site_that_no_longer_handles_it_withdraws_the_sheet(notice: Notice) -> None:
    Site.objects.filter(pk=notice.site.pk).update(is_active=False)
    assert verdict(notice).state == State.WITHDRAWN


def test_void_comes_before_everything_else(notice: Notice) -> None:
    retire(notice.matter, by=make_user(), reason="合并")
    void(notice, by=notice.clerk, reason="打错")
    assert verdict(notice) == Verdict(State.VOID)


def test_a_new_hotline_is_a_change(notice: Notice) -> None:
    OfficeProfile.objects.filter(pk=1).update(hotline="0372-0000099")
    assert [change.label for change in verdict(notice).changes] == ["投诉"]
