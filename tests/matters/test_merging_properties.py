"""Merging, for any bundle."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matters.enums import CopiesRule, Necessity
from matters.guide import Guide, Question
from matters.merging import Composition, Membership, merge
from matters.merging.papers import material_of
from matters.overview import Group, grouped
from matters.plain import to_plain
from matters.sentences import plain
from matters.tailoring import tailor
from tests import strategies

Bundle = list[Membership]
few = settings(max_examples=30, deadline=None)


def content(value: Any) -> Any:
    """A guide without the order of its rows and of the names in a list of names."""
    if isinstance(value, dict):
        return tuple(sorted((key, content(each)) for key, each in value.items()))
    if isinstance(value, list | tuple):
        return tuple(sorted(map(content, value), key=repr))
    return tuple(sorted(value.split("、"))) if isinstance(value, str) else value


def materials(guide: Guide) -> set[str]:
    """The papers that a guide asks for."""
    return {material_of(p) for r in guide.requirements for p in r.parts or (r,)}


def obtained(guide: Guide) -> set[str]:
    return {o.material for o in guide.obtained}


def own_answers(member: Guide, merged: Guide) -> dict[str, str]:
    """What the answers given to a bundle say to the questions of one of its members."""
    said = {(*_asked(question), a.option_text) for a in merged.answers if (question := merged.question(a.question))}
    return {q.key: o.key for q in member.questions for o in q.options if (*_asked(q), o.text) in said}


def _asked(question: Question) -> tuple[str, frozenset[str]]:
    """What makes a question the same, without the name of the matter before it."""
    return (question.text.rpartition("：")[2], frozenset(o.text for o in question.options))


def chosen(members: Bundle, merged: Guide) -> list[Guide]:
    """The members still in a bundle, each tailored by itself to the same answers."""
    codes = {m.code for m in merged.members}
    return [tailor(m.guide, own_answers(m.guide, merged)) for m in members if m.guide.code in codes]


@few
@given(strategies.bundles())
def test_merging_what_is_merged_changes_nothing(members: Bundle) -> None:
    merged = merge(members)
    assert merge([merged]) == merge([merged, merged]) == tailor(merged, {}) == merged


@few
@given(strategies.bundles())
def test_the_same_matter_twice_counts_once(members: Bundle) -> None:
    assert merge([*members, *members]) == merge(members)


@few
@given(strategies.bundles())
def test_the_content_does_not_depend_on_the_order(members: Bundle) -> None:
    assert content(to_plain(merge(reversed(members)))) == content(to_plain(merge(members)))


@few
@given(strategies.bundles())
def test_no_paper_is_lost_and_none_is_made_up(members: Bundle) -> None:
    merged = merge(members)
    assert materials(merged) | obtained(merged) == {m for g in chosen(members, merged) for m in materials(g)}


@few
@given(strategies.bundles())
def test_no_paper_is_asked_for_twice(members: Bundle) -> None:
    rows = merge(members).requirements
    papers = [material_of(r) for r in rows if not _goes_by_name(members, material_of(r))]
    assert len(set(papers)) == len(papers)
    assert len({(material_of(r), r.name) for r in rows}) == len(rows)


def _goes_by_name(members: Bundle, material: str) -> bool:
    """Whether one matter asks for several papers of that kind."""
    asked = ([r for r in tailor(m.guide, {}).requirements if material_of(r) == material] for m in members)
    return any(len({plain(r.name) for r in rows}) > 1 for rows in asked)


@few
@given(strategies.bundles())
def test_every_question_is_asked_once_and_after_what_opens_it(members: Bundle) -> None:
    questions = merge(members).questions
    asked = [(q.text, frozenset(o.text for o in q.options)) for q in questions]
    keys = [q.key for q in questions]
    assert len(set(asked)) == len(asked)
    assert len(set(keys)) == len(keys)
    assert [key for key in keys if not re.fullmatch("[a-z][a-z0-9_]{0,19}", key)] == []
    for index, question in enumerate(questions):
        assert {token.partition(".")[0] for token in question.when} <= set(keys[:index])


@few
@given(strategies.answered_bundles())
def test_a_tailored_bundle_asks_for_what_each_tailored_matter_asks_for(case: tuple[Bundle, dict[str, str]]) -> None:
    members, answers = case
    tailored = tailor(merge(members), answers)
    assert materials(tailored) | obtained(tailored) == {m for g in chosen(members, tailored) for m in materials(g)}


@few
@given(strategies.answered_bundles())
def test_tailoring_a_bundle_is_idempotent_and_goes_step_by_step(case: tuple[Bundle, dict[str, str]]) -> None:
    members, answers = case
    bundle = merge(members)
    tailored = step_by_step = tailor(bundle, answers)
    for question, option in reversed(answers.items()):
        step_by_step = tailor(step_by_step, {question: option})
    one_by_one = bundle
    for question, option in answers.items():
        one_by_one = tailor(one_by_one, {question: option})
    assert tailor(tailored, answers) == step_by_step == one_by_one == tailored


@few
@given(strategies.decided_bundles(), st.integers(0, 4))
def test_whoever_brings_what_the_bundle_asks_for_satisfies_every_matter(
    case: tuple[Bundle, dict[str, str]], whim: int
) -> None:
    members, answers = case
    tailored = tailor(merge(members), answers)
    brought = [g.members[whim % len(g.members)] for g in grouped(tailored.requirements) if _is_asked(g)]
    handed_in = {p.key for r in brought for p in r.parts}
    for guide in chosen(members, tailored):
        for group in grouped(guide.requirements):
            if _is_asked(group):
                keys = {f"{guide.code}-{r.key}" for r in group.members}
                assert keys & handed_in or {material_of(r) for r in group.members} & obtained(tailored)


def _is_asked(group: Group) -> bool:
    """Whether something must be brought: not where all is optional or one of the papers is waived."""
    papers = group.members
    return any(r.necessity != Necessity.OPTIONAL for r in papers) and not any(r.waiver for r in papers)


@few
@given(strategies.decided_bundles(), st.sampled_from(CopiesRule))
def test_copies_are_what_the_matters_ask_for_added_or_shared(
    case: tuple[Bundle, dict[str, str]], rule: CopiesRule
) -> None:
    members, answers = case
    tailored = tailor(merge(members, Composition(code="BUNDLE", name="一件事", copies_rule=rule)), answers)
    count = sum if rule == CopiesRule.ADDED else max
    assert [r.copies for r in tailored.requirements] == [
        count(p.copies for p in r.parts) for r in tailored.requirements
    ]
