"""Ticks and what they mean."""

import pytest

from matters.guide import When
from matters.situations.dependants import dependants
from matters.situations.matrix import as_condition, conditions_of, sections
from tests.matters.situations.copies import KIN, WHO, make_copy, paper


@pytest.mark.parametrize(
    ("ticked", "condition"),
    [
        ((), ()),
        (("who.agent",), ("who.agent",)),
        (("who.post", "who.self"), ("who.self", "who.post")),
        (("who.self", "who.agent", "who.post"), ()),
        (("kin.yes", "kin.no"), ("kin.yes", "kin.no")),
        (("kin.yes", "who.agent", "who.dog"), ("who.agent", "kin.yes")),
    ],
    ids=["none", "one", "in order", "all", "all of an opened question", "unknown"],
)
def test_ticks_are_a_condition_but_all_of_a_question_that_is_always_asked(ticked: When, condition: When) -> None:
    assert as_condition((WHO, KIN), ticked) == condition


def test_every_list_with_rows_is_a_section_with_a_cell_for_every_option() -> None:
    copy = make_copy()
    found = sections(copy, conditions_of(copy))
    assert [(section.title, len(section.rows)) for section in found] == [
        ("申请材料", 3),
        ("收费项目", 1),
        ("受理条件", 1),
    ]
    agent = found[0].rows[1]
    assert (agent.name, agent.anchor) == ("材料m2", "row-requirements-1")
    assert [(cell.token, cell.is_on) for cell in agent.cells] == [
        ("who.self", False), ("who.agent", True), ("who.post", False), ("kin.yes", False), ("kin.no", False),
    ]  # fmt: skip
    assert [cell.token for cell in agent.cells if cell.is_first] == ["who.self", "kin.yes"]


def test_an_option_that_does_not_exist_is_shown_beside_its_row() -> None:
    copy = make_copy(requirements=(paper("m1", "who.dog"),))
    row = sections(copy, conditions_of(copy))[0].rows[0]
    assert (row.strays, row.is_conditional) == (("who.dog",), True)


def test_what_an_option_decides_over_is_listed_questions_first() -> None:
    copy = make_copy()
    found = {token: [row.name for row in rows] for token, rows in dependants(copy, conditions_of(copy)).items()}
    assert found == {
        "who.agent": ["是亲属吗？", "材料m2", "材料m3"],
        "kin.no": ["材料m3"],
        "who.post": ["邮费"],
    }
