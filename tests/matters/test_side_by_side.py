"""The edition in force and the draft beside each other."""

from dataclasses import replace

import pytest
from django.urls import reverse

from matters.guide import Condition
from matters.models import Matter
from matters.side_by_side import Line, Piece, State, pieces, side_by_side
from tests import factories
from tests.admin_pages import make_staff, signed_in


def lines(block: str, **changes: object) -> list[Line]:
    """The lines of one block that differ when the guide changes so."""
    guide = factories.make_guide()
    blocks = {b.name: b for b in side_by_side(guide, replace(guide, **changes))}
    return [line for line in blocks[block].lines if line.state != State.SAME]


def test_the_same_guide_differs_nowhere_and_has_every_block_in_the_sheets_order() -> None:
    blocks = side_by_side(factories.make_guide(), factories.make_guide())
    assert [b.changed for b in blocks] == [0] * len(blocks)
    assert [b.name for b in blocks][:5] == ["基本信息", "受理条件", "申请材料", "办理环节", "办理时限"]


def test_what_is_new_has_no_left_side_and_what_is_gone_no_right_one() -> None:
    old, new = "从业场所符合卫生标准", "人员健康"
    assert lines("受理条件", conditions=(Condition(text=new),)) == [
        Line(state=State.ADDED, label=new, after=(Piece(new, True),)),
        Line(state=State.REMOVED, label=old, before=(Piece(old, True),)),
    ]


def test_a_change_marks_only_what_differs() -> None:
    (line,) = lines("基本信息", consult_phone="0372-0002014")
    assert line.state.word == "修改"
    assert line.before == (Piece("咨询电话：0372-000201", False), Piece("3", True))
    assert line.after == (Piece("咨询电话：0372-000201", False), Piece("4", True))


def test_texts_that_share_little_are_marked_as_wholes() -> None:
    assert pieces("现场核验", "网上办理即可") == ((Piece("现场核验", True),), (Piece("网上办理即可", True),))


def compare(matter: Matter, query: str = "") -> str:
    return reverse("admin:matters_matter_compare", args=[matter.pk]) + query


@pytest.mark.django_db
def test_the_page_shows_changed_blocks_and_on_demand_all() -> None:
    published = factories.make_published()
    Matter.objects.filter(pk=published.pk).update(consult_phone="0372-0007777")
    reader = signed_in(make_staff("审核发布"))
    page, whole = reader.get(compare(published)), reader.get(compare(published, "?all=1"))
    assert ([b.name for b in page.context["blocks"]], page.context["changed"]) == (["基本信息"], 1)
    assert len(whole.context["blocks"]) > 8


@pytest.mark.django_db
def test_without_an_edition_there_is_nothing_to_compare_with() -> None:
    page = signed_in(make_staff("审核发布")).get(compare(factories.make_matter()))
    assert (page.context["edition"], page.context["blocks"]) == (None, [])
