"""All outcomes with what comes of them."""

from dataclasses import replace

from matters.enums import LimitKind
from matters.guide import Charge
from matters.situations.outcome_table import narrowed, outcome_table
from tests.factories import make_guide, make_requirement
from tests.matters.situations.test_flow import GUIDE

PRICED = replace(
    GUIDE,
    requirements=(*GUIDE.requirements, *(make_requirement(n, f"证件{n}", any_of="身份", copies=n) for n in (5, 6))),
    charges=(Charge(name="邮费", standard="12元", when=("who.post",)),),
    limits=tuple(
        replace(x, amount=1, when=("who.self",)) if n else x
        for n, x in enumerate(x for kind in LimitKind for x in GUIDE.limits if x.kind == kind)
    ),
)


def test_every_complete_set_of_answers_is_a_row_in_the_order_of_the_options() -> None:
    table = outcome_table(GUIDE)
    assert [(row.chosen, row.materials, row.originals, row.copies) for row in table.rows] == [
        (("本人", ""), 1, 1, 1),
        (("代办", "是"), 3, 3, 3),
        (("代办", "否"), 2, 2, 2),
        (("邮寄", ""), 2, 2, 2),
    ]
    assert (table.questions, table.total, table.is_capped) == (("谁来办理？", "是亲属吗？"), 4, False)


def test_alternatives_count_once_and_the_fewest_copies_of_them() -> None:
    own = outcome_table(PRICED).rows[0]
    assert (own.materials, own.originals, own.copies) == (2, 2, 6)


def test_fee_and_promise_are_those_of_the_outcome() -> None:
    rows = outcome_table(PRICED).rows
    assert [(row.has_fee, row.limit) for row in (rows[0], rows[3])] == [(False, "1个工作日"), (True, "")]


def test_the_answers_are_a_query_string() -> None:
    assert [row.query for row in outcome_table(GUIDE).rows[:2]] == ["a=who.self", "a=who.agent&a=kin.yes"]


def test_a_guide_without_questions_has_one_outcome() -> None:
    (row,) = outcome_table(make_guide()).rows
    assert (row.chosen, row.materials, row.limit, row.query) == ((), 3, "5个工作日", "")


def test_what_is_over_the_cap_is_said() -> None:
    assert [(len(t.rows), t.is_capped) for t in (outcome_table(GUIDE, 3), outcome_table(GUIDE, 4))] == [
        (3, True),
        (4, False),
    ]


def test_rows_are_left_out_and_put_in_order_as_asked() -> None:
    table = outcome_table(GUIDE)
    agents = narrowed(table, ["who.agent"])
    assert ([row.chosen[1] for row in agents.rows], agents.total, agents.is_filtered) == (["是", "否"], 4, True)
    assert [row.materials for row in narrowed(table, (), most_first=True).rows] == [3, 2, 2, 1]
