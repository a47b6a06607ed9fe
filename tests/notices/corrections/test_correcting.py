"""Writing the 更正告知书 of a sheet that is no longer right."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from matters.publishing import retire
from notices.corrections.correcting import correct, correct_all
from notices.enums import Decision, Manner, NoticeKind
from notices.ledger import CannotIssue
from notices.models import Notice, Visit
from notices.voiding import void
from tests.counter import make_notice
from tests.factories import add_edition, local, make_requirement, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

AT = local(2026, 3, 9)
LATER = AT + timedelta(days=1)


@pytest.fixture
def notice() -> Notice:
    """Given out on 9 March; from the 10th on one paper more is asked for."""
    notice = make_notice()
    guide = notice.edition.guide
    papers = (*guide.requirements, make_requirement(9, "近期照片"))
    add_edition(notice.matter, replace(guide, requirements=papers), LATER.date())
    return notice


def written(notice: Notice, **values: Any) -> Notice:
    return correct(notice, **{"clerk": notice.clerk, "at": LATER, **values})


def test_a_correction_follows_the_sheet_and_speaks_of_the_edition_in_force(notice: Notice) -> None:
    letter = written(notice, manner=Manner.PHONE)
    assert (letter.kind, letter.follows, letter.site) == (NoticeKind.CORRECTION, notice, notice.site)
    assert (letter.edition.number, letter.manner, letter.issued_at) == (2, Manner.PHONE, LATER)
    assert letter.serial.startswith(notice.serial.partition("〔")[0] + "更〔")


def test_a_correction_says_what_changed(notice: Notice) -> None:
    assert written(notice).paper.changes == ("新增申请材料：近期照片（原件1，复印件1，纸质）",)


def test_the_same_news_twice_is_one_letter(notice: Notice) -> None:
    assert written(notice) == written(notice, manner=Manner.ONLINE)
    assert notice.letters.count() == 1


def test_after_a_void_letter_there_is_another(notice: Notice) -> None:
    first = written(notice)
    void(first, by=notice.clerk, reason="打错")
    assert [written(notice) == first, notice.letters.count()] == [False, 2]


def test_other_news_is_another_letter(notice: Notice) -> None:
    first = written(notice)
    retire(notice.matter, by=make_user(), reason="合并")
    second = written(Notice.objects.get(pk=notice.pk))
    assert (first == second, second.edition) == (False, notice.edition)


def test_a_sheet_that_still_holds_is_not_corrected(notice: Notice) -> None:
    with pytest.raises(CannotIssue, match="与现行内容一致"):
        written(notice, at=AT)


def test_a_void_sheet_is_not_corrected(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="打错")
    with pytest.raises(CannotIssue, match="已经作废"):
        written(notice)


def test_a_closed_affair_is_not_corrected(notice: Notice) -> None:
    Visit.objects.create(notice=notice, site=notice.site, clerk=notice.clerk, at=AT, decision=Decision.WITHDRAWN)
    with pytest.raises(CannotIssue, match="已经办结"):
        written(notice)


def test_of_many_what_cannot_be_corrected_stops_no_other(notice: Notice) -> None:
    sound = make_notice(notice.site, notice.clerk, at=None)
    done = correct_all([sound, notice], clerk=notice.clerk, manner=Manner.WINDOW)
    assert ([x.follows for x in done.letters], done.refusals) == (
        [notice],
        [f"{sound.serial} 与现行内容一致，不用更正。"],
    )
