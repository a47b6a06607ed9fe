"""Checks of questions and conditions against each other: what nobody ever gets, what nobody needs to answer, what is missing in one case only.

They reason over conditions (`matters.situations.paths`) instead of working through every outcome, so they are exact however many outcomes there
are, and a catalog of twenty thousand matters can afford them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from matters.completeness.finding import Found, error, short, warning
from matters.enums import LimitKind
from matters.guide import Guide, Question, Requirement, When
from matters.situations.paths import Path, applies, groups, paths, reachable
from matters.situations.rows import CONDITIONAL, conditional_rows, quoted, row_name

ABOUT_SITUATIONS = frozenset(
    {
        "option_unknown", "question_malformed", "lone_alternative", "condition_unreachable", "question_unreachable",
        "option_without_effect", "options_alike", "alternative_alone", "case_without_rows",
    }
)  # fmt: skip
"""The checks whose findings are put right by changing questions or conditions."""


@error
def condition_unreachable(guide: Guide, today: date) -> Found:
    """A row that no set of answers leads to: nobody would ever be told of it."""
    for name, index, row in conditional_rows(guide):
        if _is_known(guide, row.when) and not reachable(guide.questions, row.when):
            yield f"{name}[{index}].when", f"{CONDITIONAL[name]}“{short(row_name(row))}”{_why_never(guide, row.when)}"


@error
def question_unreachable(guide: Guide, today: date) -> Found:
    """A question that no answer opens."""
    for index, question in enumerate(guide.questions):
        if _is_known(guide, question.when) and not reachable(guide.questions, question.when):
            yield f"questions[{index}].when", f"情形问题“{question.text}”{_why_never(guide, question.when)}"


@warning
def option_without_effect(guide: Guide, today: date) -> Found:
    """A question whose answer changes nothing: nothing depends on it, or the same whatever is answered."""
    for index, question in enumerate(guide.questions):
        if len(_alike(guide, question)) == 1:
            yield f"questions[{index}]", f"“{question.text}”的回答不影响任何内容，不必问。"


@warning
def options_alike(guide: Guide, today: date) -> Found:
    """Two options of a question that make no difference to each other, though other options do."""
    for index, question in enumerate(guide.questions):
        kinds = _alike(guide, question)
        for texts in kinds if len(kinds) > 1 else ():
            if len(texts) > 1:
                yield (
                    f"questions[{index}].options",
                    f"“{question.text}”的选项{'、'.join(f'“{t}”' for t in texts)}结果完全相同，可以合并。",
                )


@warning
def alternative_alone(guide: Guide, today: date) -> Found:
    """A 二选一 group of which some answers leave a single paper."""
    members: dict[str, list[int]] = {}
    for index, r in enumerate(guide.requirements):
        members.setdefault(r.any_of, []).append(index)
    for label, indexes in members.items():
        rows = [guide.requirements[i] for i in indexes]
        if label and len(rows) > 1 and (path := _first_path(guide, rows, lambda left: len(left) == 1)) is not None:
            yield (
                f"requirements[{indexes[0]}].any_of",
                f"“{label}”这一组在{quoted(guide.questions, path)}时只剩一项，不成选择。",
            )


@warning
def case_without_rows(guide: Guide, today: date) -> Found:
    """Answers under which a block of the sheet is empty although it has rows for others."""
    for name, rows, label in _blocks(guide):
        if rows and (path := _first_path(guide, rows, lambda left: not left)) is not None:
            yield name, f"选{quoted(guide.questions, path)}时没有{label}。"


def _blocks(guide: Guide) -> Iterator[tuple[str, Sequence[Any], str]]:
    yield (
        "requirements",
        () if guide.no_materials else guide.requirements,
        "任何申请材料；确实不用的，请勾选“无需提交材料”",
    )
    yield "conditions", guide.conditions, "受理条件"
    yield "steps", guide.steps, "办理环节"
    yield "limits", [x for x in guide.limits if x.kind == LimitKind.PROMISED], "承诺办结时限"
    yield "handlings", guide.handlings, "可以办理的层级"


def _first_path(guide: Guide, rows: Sequence[Any], is_wrong: Callable[[list[Any]], bool]) -> Path | None:
    """The first way through the questions at the end of which the rows that are left are wrong."""
    if all(not row.when for row in rows):
        return None
    if not guide.questions or not all(_is_known(guide, row.when) for row in rows):
        return None
    wanted = [(row, groups(row.when)) for row in rows]
    for path in paths(guide.questions, [row.when for row in rows]):
        if is_wrong([row for row, needed in wanted if applies(needed, path)]):
            return path
    return None


def _is_known(guide: Guide, when: When) -> bool:
    """Whether all its options exist: of the others `option_unknown` speaks."""
    return not when or set(when) <= {f"{q.key}.{o.key}" for q in guide.questions for o in q.options}


def _why_never(guide: Guide, when: When) -> str:
    """Because a question it names is never asked, or because its conditions exclude each other."""
    for token in when:
        if not reachable(guide.questions, (token,)):
            question = guide.question(token.partition(".")[0])
            asked = question.text if question else token
            return f"以“{asked}”的回答为条件，而没有一种回答能让这个问题出现。"
    return f"的条件互相矛盾，没有一种回答能同时满足：{quoted(guide.questions, when)}。"


def _alike(guide: Guide, question: Question) -> list[list[str]]:
    """The texts of a question's options, those with the same effect together."""
    found: list[tuple[list[tuple[str, Any]], list[str]]] = []
    for option in question.options:
        effect = _effect(guide, question, f"{question.key}.{option.key}")
        same = next((texts for known, texts in found if known == effect), None)
        if same is None:
            found.append((effect, [option.text]))
        else:
            same.append(option.text)
    return [texts for _, texts in found]


def _effect(guide: Guide, question: Question, token: str) -> list[tuple[str, Any]]:
    """What of all that depends on the question is left when `token` is the answer, in the same words whichever option it is."""
    found: list[tuple[str, Any]] = []
    for name, row in _dependent(guide):
        own = [t for t in row.when if t.partition(".")[0] == question.key]
        if token in own:
            found.append((name, _anonymous(row, tuple(t for t in row.when if t not in own))))
    return sorted(found, key=repr) if len(found) > 1 else found


def _dependent(guide: Guide) -> Iterator[tuple[str, Any]]:
    """All that may depend on options; in a bundle what each of its matters demands, and the matters themselves."""
    for name in (*CONDITIONAL, "questions", "members", "obtained"):
        for row in getattr(guide, name):
            yield from ((name, part) for part in getattr(row, "parts", ()) or (row,))


def _anonymous(row: Any, when: When) -> Any:
    """The row without its key, so that the same paper entered twice for two options is the same."""
    return replace(row, when=when, key="") if isinstance(row, Requirement) else replace(row, when=when)
