"""One drawn notice answered."""

import pytest

from accounts.models import StaffUser
from matters.publishing import today
from oversight.enums import Verdict
from oversight.inspection.checking import Said, check, rows_of, state_of
from oversight.inspection.gathering import facts_of
from oversight.inspection.rounds import close
from oversight.models import CheckAnswer, Drawn
from oversight.refusal import CannotDo
from tests.counter import audited, make_notice
from tests.oversight.inspection.builders import all_yes, make_inspector, make_patrol, make_sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(inspector: StaffUser) -> Drawn:
    return make_patrol(inspector, make_notice()).drawn.get()


def checked(drawn: Drawn, by: StaffUser, said: dict[str, Said], seen: str = "") -> Drawn:
    facts = facts_of([drawn.notice_id], today())[drawn.notice_id]
    return check(drawn, said, by=by, facts=facts, seen=seen or state_of(drawn))


def answers(drawn: Drawn) -> dict[str, tuple[str, str, str]]:
    rows = CheckAnswer.objects.filter(drawn=drawn)
    return {row.key: (row.verdict, row.found, row.note) for row in rows}


def test_answers_are_kept_beside_what_the_system_found(drawn: Drawn, inspector: StaffUser) -> None:
    checked(drawn, inspector, all_yes(drawn, signed=Said(Verdict.NO, "没有签字")))
    found = answers(drawn)
    kept = [found[key] for key in ("at_once", "signed", "wording")]
    assert (len(found), kept) == (10, [("yes", "yes", ""), ("no", "no", "没有签字"), ("yes", "", "")])


def test_a_page_begins_with_what_the_system_found(drawn: Drawn) -> None:
    rows = {row.item.key: row for row in rows_of(drawn, facts_of([drawn.notice_id], today())[drawn.notice_id])}
    offered = [(rows[key].verdict, rows[key].note) for key in ("at_once", "signed", "wording")]
    assert offered == [("yes", ""), ("no", "没有签收记录。"), ("", "")]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(Verdict.NO), "请写明是什么问题"),
        (Said(Verdict.NO, "打13800001111问过"), "像是有手机"),
        (Said(Verdict.YES, "好\U0001f600"), "印不出来"),
        (Said(Verdict.NO, "长" * 301), "最多300个字，现在有301个字"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_question(
    drawn: Drawn, inspector: StaffUser, said: Said, why: str
) -> None:
    with pytest.raises(CannotDo, match=why) as refused:
        checked(drawn, inspector, all_yes(drawn, wording=said))
    assert (refused.value.field, answers(drawn)) == ("wording", {})


def test_the_system_s_sentence_is_not_kept_against_it(drawn: Drawn, inspector: StaffUser) -> None:
    checked(drawn, inspector, all_yes(drawn, signed=Said(Verdict.YES, "没有签收记录。")))
    assert answers(drawn)["signed"] == ("yes", "no", "")


def test_every_question_is_answered_or_none(drawn: Drawn, inspector: StaffUser) -> None:
    said = all_yes(drawn)
    del said["edition"]
    with pytest.raises(CannotDo, match="请选") as refused:
        checked(drawn, inspector, said)
    assert (refused.value.field, answers(drawn)) == ("edition", {})


def test_sending_twice_is_answering_once(drawn: Drawn, inspector: StaffUser) -> None:
    seen = state_of(drawn)
    for _ in range(2):
        checked(drawn, inspector, all_yes(drawn), seen)
    assert (len(answers(drawn)), len(audited("check"))) == (10, 1)


def test_what_somebody_else_answered_in_between_is_not_overwritten(drawn: Drawn, inspector: StaffUser) -> None:
    seen = state_of(drawn)
    checked(drawn, make_inspector(), all_yes(drawn, wording=Said(Verdict.NO, "不清楚")), seen)
    with pytest.raises(CannotDo, match="已经有人查过"):
        checked(drawn, inspector, all_yes(drawn), seen)
    assert answers(drawn)["wording"] == ("no", "", "不清楚")


def test_an_answer_can_be_changed_until_the_round_is_closed(drawn: Drawn, inspector: StaffUser) -> None:
    checked(drawn, inspector, all_yes(drawn))
    checked(drawn, inspector, all_yes(drawn, wording=Said(Verdict.NONE)))
    close(drawn.round, by=inspector, summary="好")
    with pytest.raises(CannotDo, match="已经结束"):
        checked(drawn, inspector, all_yes(drawn))
    assert answers(drawn)["wording"] == ("none", "", "")


@pytest.mark.parametrize("part", ["clerk", "acting_for"])
def test_nobody_checks_their_own_though_a_colleague_drew_it(inspector: StaffUser, part: str) -> None:
    own = make_inspector()
    make_notice(**{part: own})
    drawn = make_sample(inspector).drawn.get()
    with pytest.raises(CannotDo, match="不能检查自己出具的告知单"):
        checked(drawn, own, all_yes(drawn))
    assert answers(drawn) == {}
