"""The papers of a letter: what was ticked, beside what the list of the sheet says of each. Pure."""

from collections.abc import Iterable, Mapping

from matters import wording
from matters.enums import Form
from matters.guide import Guide, Requirement
from notices import material_lines
from notices.enums import Tick
from notices.letters.letter import PaperLine, Ticked
from notices.sheet_parts import MaterialLine

SUPPLEMENT_HEADINGS = {Tick.MISSING: "需补齐", Tick.WRONG: "需更正", Tick.RECEIVED: "已收材料"}
DEFERRAL_HEADINGS = {
    Tick.MISSING: "容缺待补",
    Tick.WRONG: "容缺待更正",
    Tick.RECEIVED: "已收材料",
}
_ORDER = tuple(SUPPLEMENT_HEADINGS)
_FOUND = {Tick.MISSING: "没有提交", Tick.WRONG: "不符合要求"}


def papers(guide: Guide, ticks: Iterable[Ticked], headings: Mapping[Tick, str]) -> tuple[PaperLine, ...]:
    """A row for each tick under the heading of its state: first what is missing, then what is wrong, then what was received; inside, the sheet's
    order and numbers.
    """
    listed = {line.key: line for line in material_lines.materials(guide)}
    asked = {r.key: r for r in guide.requirements}
    rows = [_row(tick, listed.get(tick.key), asked.get(tick.key), headings[tick.state]) for tick in ticks]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.state), row.number == 0, row.number)))


def _row(tick: Ticked, line: MaterialLine | None, asked: Requirement | None, heading: str) -> PaperLine:
    is_open = tick.state != Tick.RECEIVED
    return PaperLine(
        number=line.number if line else 0,
        heading=heading,
        name=tick.name,
        counts=_counts(asked, with_form=is_open) if asked else "",
        state=tick.state,
        wrong=(tick.wrong or _FOUND[tick.state]) if is_open else "",
        right=(tick.right or (line.note if line else "")) or "按告知单的要求提交" if is_open else "",
    )


def _counts(requirement: Requirement, *, with_form: bool) -> str:
    """How many of what, in which form: `原件1 复印件2，纸质`."""
    words = wording.copies(requirement)
    return f"{words}，{requirement.form.label}" if with_form and requirement.form != Form.ELECTRONIC else words


def tally(ticks: Iterable[Ticked]) -> str:
    """What was found: `有2项材料没有提交，1项材料不符合要求`; empty where all is well."""
    states = [tick.state for tick in ticks]
    parts = [(states.count(state), words) for state, words in _FOUND.items()]
    said = "，".join(f"{number}项材料{words}" for number, words in parts if number)
    return f"有{said}" if said else ""
