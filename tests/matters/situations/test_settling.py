"""What is typed becomes a working copy; nothing names an option that went, and no row applies to everybody unasked."""

from dataclasses import replace
from typing import Any

import pytest

from matters.guide import Option
from matters.situations.draft import Draft, DraftOption, DraftQuestion, draft_of
from matters.situations.losing import ALWAYS, DELETE
from matters.situations.rows import conditional_rows
from matters.situations.settling import Settled, settle, too_early
from matters.working_copy import WorkingCopy
from tests.matters.situations.copies import KIN, WHO, make_copy, paper

COPY = make_copy()


def typed(copy: WorkingCopy = COPY, **questions: Any) -> Draft:
    """The page of `copy` with changes to the question of that key, or to its options: `who={"agent": {…}, "text": …}`."""
    draft = draft_of(copy)
    return replace(draft, questions=tuple(_changed(q, questions.get(q.key, {})) for q in draft.questions))


def _changed(question: DraftQuestion, changes: dict[str, Any]) -> DraftQuestion:
    options = tuple(replace(o, **changes.get(o.key, {})) if o.key else o for o in question.options)
    own = {name: value for name, value in changes.items() if not isinstance(value, dict)}
    return replace(question, options=options, **own)


def ticked(place: str, *tokens: str) -> Draft:
    draft = draft_of(COPY)
    return replace(draft, conditions={**draft.conditions, place: tokens})


GONE = {"is_removed": True}


def told(settled: Settled) -> list[tuple[str, bool]]:
    return [(row.name, row.must_choose) for row in settled.losing]


def test_an_untouched_page_is_the_copy_itself() -> None:
    odd = make_copy(requirements=(paper("m1", "who.self", "who.agent", "who.post"), paper("m2", "who.dog")))
    assert [settle(copy, draft_of(copy), {}).copy for copy in (COPY, odd)] == [COPY, odd]


def test_ticks_become_the_condition_of_their_row_alone() -> None:
    after = settle(COPY, ticked("requirements[0]", "who.self"), {}).copy
    assert after == replace(COPY, requirements=(paper("m1", "who.self"), *COPY.requirements[1:]))


def test_forged_options_are_not_taken() -> None:
    assert settle(COPY, ticked("requirements[0]", "who.dog"), {}).copy == COPY


def test_options_are_put_in_order_renamed_and_added() -> None:
    draft = typed(who={"post": {"position": "1"}, "self": {"position": "2", "text": "自己来"}})
    first = replace(
        draft.questions[0], options=(*draft.questions[0].options[:-1], DraftOption(text="网上", is_new=True))
    )
    question = settle(COPY, replace(draft, questions=(first, *draft.questions[1:])), {}).copy.questions[0]
    assert [(o.key, o.text) for o in question.options] == [
        ("post", "邮寄"), ("self", "自己来"), ("agent", "代办"), ("a", "网上"),
    ]  # fmt: skip


def test_a_new_question_gets_a_key_and_goes_to_the_end() -> None:
    draft = draft_of(COPY)
    fresh = replace(
        draft.questions[-1], text="加急吗？", when=("who.self",),
        options=(DraftOption(text="是", is_new=True), DraftOption(key="no", text="否", is_new=True)),
    )  # fmt: skip
    made = settle(COPY, replace(draft, questions=(*draft.questions[:-1], fresh)), {}).copy.questions[-1]
    assert (made.key, made.when, made.options) == (
        "q1", ("who.self",), (Option(key="a", text="是"), Option(key="no", text="否")),
    )  # fmt: skip


def test_a_removed_option_asks_of_every_row_that_would_apply_to_everybody() -> None:
    settled = settle(COPY, typed(who={"agent": GONE}), {})
    assert told(settled) == [("是亲属吗？", True), ("材料m2", True), ("材料m3", True)]
    assert not settled.is_decided


def test_a_row_that_keeps_another_option_of_the_question_is_told_of_and_kept() -> None:
    copy = make_copy(questions=(WHO,), requirements=(paper("m1", "who.agent", "who.post"),))
    settled = settle(copy, typed(copy, who={"agent": GONE}), {})
    assert (told(settled), settled.is_decided) == ([("材料m1", False)], True)
    assert settled.copy.requirements[0].when == ("who.post",)


def test_a_row_that_loses_nothing_stays_as_it_is_written() -> None:
    copy = make_copy(questions=(WHO,), requirements=(paper("m1", "who.post", "who.self"),))
    settled = settle(copy, typed(copy, who={"agent": GONE}), {})
    assert (settled.losing, settled.copy.requirements) == ((), copy.requirements)


@pytest.mark.parametrize("fate", ["", "nonsense"])
def test_nothing_is_decided_without_a_choice(fate: str) -> None:
    assert not settle(COPY, typed(kin=GONE), {"requirements[2]": fate}).is_decided


def test_a_row_is_kept_with_the_rest_of_its_condition_or_deleted_as_chosen() -> None:
    kept = settle(COPY, typed(kin=GONE), {"requirements[2]": ALWAYS})
    gone = settle(COPY, typed(kin=GONE), {"requirements[2]": DELETE})
    assert (kept.is_decided, gone.is_decided) == (True, True)
    assert [r.when for r in kept.copy.requirements] == [(), ("who.agent",), ("who.agent",)]
    assert [r.key for r in gone.copy.requirements] == ["m1", "m2"]


def test_a_question_that_goes_with_its_opener_takes_its_options_along() -> None:
    fates = {"questions[1]": DELETE, "requirements[1]": DELETE, "requirements[2]": DELETE}
    settled = settle(COPY, typed(who={"agent": GONE}), fates)
    assert settled.is_decided
    assert [q.key for q in settled.copy.questions] == ["who"]
    assert [r.key for r in settled.copy.requirements] == ["m1"]
    assert {"kin.yes", "kin.no"} <= settled.removed


@pytest.mark.parametrize("fate", [ALWAYS, DELETE])
@pytest.mark.parametrize(
    "changes", [{"who": GONE}, {"kin": GONE}, {"who": {"agent": GONE}}, {"who": GONE, "kin": GONE}]
)
def test_no_row_names_an_option_that_is_gone(changes: dict[str, Any], fate: str) -> None:
    fates = {f"{name}[{index}]": fate for name in ("questions", "requirements", "charges") for index in range(3)}
    after = settle(COPY, typed(**changes), fates).copy
    offered = {f"{q.key}.{o.key}" for q in after.questions for o in q.options}
    named = {token for _, _, row in conditional_rows(after) for token in row.when}
    assert named | {token for q in after.questions for token in q.when} <= offered


def test_a_question_must_not_come_before_what_opens_it() -> None:
    assert too_early(typed(kin={"position": "1"}, who={"position": "2"})) == [(1, "who.agent")]
    assert too_early(draft_of(make_copy(questions=(WHO, KIN)))) == []
