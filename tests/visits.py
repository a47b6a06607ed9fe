"""What tests of a returning applicant start from: papers, ticks and past visits as plain data, and visits in the database."""

from dataclasses import fields
from datetime import date
from typing import Any

from matters.guide import Guide, Requirement
from notices.affairs.checklist import Paper, papers_of
from notices.affairs.standing import Past
from notices.affairs.visiting import Said, receive
from notices.enums import Decision, Tick
from notices.letters.letter import Ticked
from notices.models import Notice, Visit
from tests.factories import local, make_guide, make_requirement, make_sheet

DAY = date(2026, 3, 9)


def papers(*requirements: Requirement) -> tuple[Paper, ...]:
    """The list of a sheet that asks for those; by default for three plain papers."""
    guide: Guide = make_guide(requirements=requirements) if requirements else make_guide()
    return papers_of(make_sheet(guide), guide)


def ticks(states: str, wrong: str = "已过有效期") -> tuple[Ticked, ...]:
    """`"r-wm"`: the first paper received, the second not ticked, the third wrong, the fourth missing."""
    known = {"r": Tick.RECEIVED, "m": Tick.MISSING, "w": Tick.WRONG}
    names = {row.key: row.line.name for row in papers()}
    return tuple(
        Ticked(key=f"m{i}", name=names.get(f"m{i}", ""), state=known[c], wrong=wrong if c == "w" else "")
        for i, c in enumerate(states, 1)
        if c in known
    )


def past(decision: Decision, states: str = "", **values: Any) -> Past:
    """A visit on 9 March 2026."""
    return Past(**{"decision": decision, "on": DAY, "ticks": ticks(states), **values})


def alternatives() -> tuple[Requirement, ...]:
    """Two of which one is enough, and one that is always asked."""
    return (
        make_requirement(1, "居民户口簿", any_of="户籍"),
        make_requirement(2, "居住证", any_of="户籍"),
        make_requirement(3, "申请表"),
    )


def keys_of(root: Notice, states: str) -> list[Ticked]:
    """Ticks for the papers of that sheet in their order."""
    known = {"r": Tick.RECEIVED, "m": Tick.MISSING, "w": Tick.WRONG}
    return [
        Ticked(key=line.key, name=line.name, state=known[c], wrong="已过有效期" if c == "w" else "")
        for line, c in zip(root.sheet.materials, states, strict=True)
        if c in known
    ]


def came(root: Notice, decision: Decision, states: str = "rrr", **values: Any) -> Visit:
    """The applicant of that sheet came on 9 March 2026 at 9:41 and it ended so."""
    said: dict[str, Any] = {"decision": decision}
    if decision in (Decision.SUPPLEMENT, Decision.DEFERRAL):
        said["until"] = date(2026, 3, 16)
    if decision == Decision.REJECTION:
        said |= {"reason": "不属于本机关职权范围", "basis": "行政许可法第三十二条"}
    said |= {field.name: values.pop(field.name) for field in fields(Said) if field.name in values}
    at_the_counter = {"clerk": root.clerk, "at": local(2026, 3, 9), **values}
    return receive(root, Said(**said), ticks=keys_of(root, states), **at_the_counter)
