"""What may be decided at a visit and what must be said with it, as one table."""

from datetime import date
from typing import Any

import pytest

from matters.enums import Necessity
from notices.affairs.rules import (
    AFTER_DEFERRAL,
    AT_FIRST,
    CannotReceive,
    Case,
    needs_again,
    possible,
    require_permitted,
)
from notices.enums import Decision, RepeatCause
from tests.factories import make_requirement
from tests.visits import DAY, papers, past, ticks

UNTIL = date(2026, 3, 12)
ASKED = past(Decision.SUPPLEMENT, "rrm", due_on=UNTIL)
DEFERRED = past(Decision.DEFERRAL, "rrm", due_on=UNTIL)
KEPT = past(Decision.KEPT, "rrr", due_on=date(2026, 3, 16))
LATE = date(2026, 3, 17)
CAUSE = RepeatCause.APPLICANT
SOFT = papers(*(make_requirement(i, f"材料{i}", necessity=Necessity.DEFERRABLE) for i in (1, 2, 3)))


def case(decision: Decision, states: str, **values: Any) -> Case:
    """On 9 March 2026, three papers, of which some may follow until the 16th."""
    defaults = {"today": DAY, "papers": papers(), "ticks": ticks(states), "latest": date(2026, 3, 16)}
    return Case(decision=decision, **{**defaults, **values})


@pytest.mark.parametrize(
    "fine",
    [
        case(Decision.ACCEPTANCE, "rrr"),
        case(Decision.SUPPLEMENT, "rrm", until=UNTIL),
        case(Decision.SUPPLEMENT, "rrw", until=DAY),
        case(Decision.DEFERRAL, "rrm", until=UNTIL, papers=SOFT),
        case(Decision.DEFERRAL, "rrm", until=UNTIL, note="主任同意"),
        case(Decision.KEPT, "r--"),
        case(Decision.RETURNED, ""),
        case(Decision.REJECTION, "", reason="不属于本机关职权", basis="第三十二条"),
        case(
            Decision.REJECTION,
            "",
            reason="不属于本机关职权",
            basis="第三十二条",
            filing=(KEPT,),
            today=LATE,
            note="已报分管领导",
        ),
        case(Decision.WITHDRAWN, ""),
        case(Decision.COMPLETED, "rrr", filing=(DEFERRED,)),
        case(Decision.ACCEPTANCE, "rrr", filing=(ASKED,), cause=CAUSE),
        case(Decision.SUPPLEMENT, "rrm", until=UNTIL, filing=(ASKED,), again="新发现的问题", cause=CAUSE),
        case(Decision.ACCEPTANCE, "rrr", filing=(KEPT,), today=LATE),
    ],
    ids=lambda one: f"{one.decision}-{len(one.filing)}",
)
def test_what_the_rules_allow(fine: Case) -> None:
    require_permitted(fine)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        (case(Decision.ACCEPTANCE, "rrm"), "decision", "材料还没有齐：申请表"),
        (case(Decision.ACCEPTANCE, "rr"), "ticks", "还有材料没有核对：申请表"),
        (case(Decision.ACCEPTANCE, "rrr", ticks=ticks("rrw", wrong="")), "ticks", "请写明差在哪里"),
        (case(Decision.SUPPLEMENT, "rrr", until=UNTIL), "decision", "没有要补的"),
        (case(Decision.SUPPLEMENT, "rrm"), "until", "请填写补齐的期限"),
        (case(Decision.SUPPLEMENT, "rrm", until=date(2026, 3, 8)), "until", "期限已经过去"),
        (case(Decision.SUPPLEMENT, "rrm", until=date(2027, 3, 9)), "until", "期限太远"),
        (case(Decision.SUPPLEMENT, "rrm", until=UNTIL, filing=(ASKED,), cause=CAUSE), "again", "已经出具过补正告知书"),
        (case(Decision.SUPPLEMENT, "rrm", until=LATE, filing=(KEPT,), today=LATE), "again", "逾期未告知"),
        (case(Decision.DEFERRAL, "rrr", until=UNTIL, papers=SOFT), "decision", "没有要补的"),
        (case(Decision.DEFERRAL, "rrm", until=UNTIL), "note", "没有写“申请表”可以容缺"),
        (case(Decision.DEFERRAL, "rrm", until=date(2026, 3, 17), papers=SOFT), "until", "2026-03-16"),
        (case(Decision.KEPT, "mmm"), "decision", "一份材料也没有收到"),
        (case(Decision.RETURNED, "", filing=(KEPT,)), "decision", "已经收下材料，待审"),
        (case(Decision.REJECTION, "", basis="第三十二条"), "reason", "写明理由"),
        (case(Decision.REJECTION, "", reason="不属于本机关职权"), "basis", "写明依据"),
        (case(Decision.REJECTION, "", reason="无权", basis="第三十二条", filing=(KEPT,), today=LATE), "note", "逾期未告知"),
        (case(Decision.COMPLETED, "rrr", filing=(ASKED,)), "decision", "只有容缺受理以后"),
        (case(Decision.COMPLETED, "rrm", filing=(DEFERRED,)), "decision", "还没有齐"),
        (case(Decision.SUPPLEMENT, "rrm", until=UNTIL, filing=(DEFERRED,)), "decision", "已经容缺受理"),
        (case(Decision.UNDONE, ""), "decision", "不能“撤销上一步”"),
        (case(Decision.ACCEPTANCE, "rrr", filing=(ASKED,)), "cause", "再次来访，请选择原因"),
    ],
)  # fmt: skip
def test_what_the_rules_refuse_and_beside_which_field(wrong: Case, field: str, words: str) -> None:
    with pytest.raises(CannotReceive, match=words) as refused:
        require_permitted(wrong)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("filing", "offered"),
    [((), AT_FIRST), ((DEFERRED,), AFTER_DEFERRAL), ((KEPT,), tuple(d for d in AT_FIRST if d != Decision.RETURNED))],
    ids=["first", "deferred", "kept"],
)
def test_only_what_may_follow_is_offered(filing: tuple, offered: tuple[Decision, ...]) -> None:  # type: ignore[type-arg]
    assert possible(filing) == offered


def test_a_first_supplement_in_time_needs_no_reason() -> None:
    assert (needs_again((), DAY), needs_again((KEPT,), date(2026, 3, 16))) == ("", "")
