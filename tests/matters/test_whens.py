"""Conditions brought together."""

import pytest

from matters.guide import When
from matters.whens import any_of, both, implies, weakest


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((), ("who.self",), ("who.self",)),
        (("who.self",), ("kin.yes",), ("who.self", "kin.yes")),
        (("who.self", "who.agent"), ("who.agent", "who.kin"), ("who.agent",)),
        (("who.self",), ("who.agent",), None),
    ],
)
def test_both_conditions_at_once(one: When, other: When, together: When | None) -> None:
    assert both(one, other) == together


@pytest.mark.parametrize(
    ("whens", "whole"),
    [
        ([("who.self",), ()], ()),
        ([("who.self", "kin.yes"), ("kin.yes", "who.self")], ("who.self", "kin.yes")),
        ([("who.self",), ("who.agent",)], ("who.agent", "who.self")),
        ([], ()),
    ],
)
def test_one_of_several_conditions(whens: list[When], whole: When) -> None:
    assert any_of(whens) == whole


def test_the_weakest_is_met_wherever_one_of_them_is() -> None:
    assert weakest([("who.self", "kin.yes"), ("who.agent",)]) == ("who.self", "who.agent")
    assert weakest([("who.self",), ("kin.yes",)]) == weakest([]) == ()


@pytest.mark.parametrize(
    ("one", "other", "is_implied"),
    [
        (("who.self",), (), True),
        (("who.self", "kin.yes"), ("who.self", "who.agent"), True),
        ((), ("who.self",), False),
        (("who.self", "who.agent"), ("who.self",), False),
    ],
)
def test_one_condition_may_imply_another(one: When, other: When, is_implied: bool) -> None:
    assert implies(one, other) is is_implied
