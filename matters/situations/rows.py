"""The rows that may depend on options: which lists hold them, and what a row is called."""

from collections.abc import Iterable, Iterator
from typing import Any

from matters.guide import Condition, Guide, Handling, Limit, Question, When
from matters.wording import duration
from matters.working_copy import Requirement, WorkingCopy

CONDITIONAL = {
    "requirements": "申请材料",
    "steps": "办理环节",
    "charges": "收费项目",
    "limits": "办结时限",
    "conditions": "受理条件",
    "handlings": "办理层级",
}
"""The lists whose rows may depend on options, and what a row of each is called; materials first, since most conditions are theirs."""


def conditional_rows(subject: Guide | WorkingCopy) -> Iterator[tuple[str, int, Any]]:
    """Every row of those lists: the list's name, the row's index in it, the row."""
    for name in CONDITIONAL:
        for index, row in enumerate(getattr(subject, name)):
            yield name, index, row


def row_name(row: Any) -> str:
    """What a row is called: its name, or what it says."""
    if isinstance(row, Requirement):
        return row.name_override or row.material
    if isinstance(row, Limit):
        return f"{row.kind.label}{duration(row)}"
    if isinstance(row, Handling):
        return f"{row.level.label}{row.how.label}"
    return row.text if isinstance(row, Condition) else str(row.name)


def quoted(questions: Iterable[Question], when: When) -> str:
    """A condition in words, `“新办”或“变更”，且“本人办理”`; a token that no question offers stands for itself."""
    texts = {f"{q.key}.{o.key}": o.text for q in questions for o in q.options}
    groups: dict[str, list[str]] = {}
    for token in when:
        groups.setdefault(token.partition(".")[0], []).append(f"“{texts.get(token, token)}”")
    return "，且".join("或".join(group) for group in groups.values())
