"""What templates say of a guide's rows."""

import pytest
from django.template import Context, Template

from matters.enums import Source
from matters.guide import Option, Question
from matters.templatetags.words import is_dialable
from tests.factories import make_guide, make_requirement


def _rendered(text, **context):
    return Template("{% load words %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("phone", "expected"),
    [("0372-0002111", True), ("12345", True), ("+86 372 0002111", True), ("0372-1、0372-2", False), ("见窗口", False)],
)
def test_only_a_single_number_can_be_dialled(phone, expected):
    assert is_dialable(phone) is expected


def test_condition_speaks_the_words_of_the_options():
    who = Question(key="who", text="谁办？", options=(Option(key="agent", text="委托他人"),))
    guide = make_guide(questions=(who,))
    assert _rendered("{% condition guide when %}", guide=guide, when=("who.agent",)) == "委托他人时"


def test_requirement_filters_are_those_of_the_sheet():
    paper = make_requirement(copies=2, issuer="公安机关", source=Source.GOVERNMENT)
    assert _rendered("{{ r|copies }}，{{ r|issued_by }}", r=paper) == "原件1 复印件2，公安机关核发"


@pytest.mark.parametrize(("phone", "link"), [("0372-0002111", 'href="tel:0372-0002111"'), ("见窗口", "见窗口")])
def test_a_number_is_a_link_where_it_can_be_dialled(phone, link):
    assert link in _rendered('{% include "matters/guide/_phone.html" %}', phone=phone)
