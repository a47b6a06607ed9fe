"""The list of exactly one sheet, and what ticking it means: which papers are settled, which are lacking. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from matters.enums import Necessity
from matters.guide import Guide, Requirement
from notices.enums import Tick
from notices.letters.letter import Ticked
from notices.sheet import MaterialLine, Sheet


@dataclass(frozen=True, slots=True)
class Paper:
    """A row of the list with what the guide says of it: `material` is its name in the library (faults are known by it), `is_required` whether
    it must be there in the end, `defer` the guide's words on until when it may follow.
    """

    line: MaterialLine
    material: str = ""
    is_required: bool = True
    is_deferrable: bool = False
    defer: str = ""

    @property
    def key(self) -> str:
        """That of its line on the sheet."""
        return self.line.key

    @property
    def may_not_apply(self) -> bool:
        """Whether it can be left aside: it hangs on a condition, another of its group is enough, or it need not be brought at all."""
        return bool(self.line.condition or self.line.group) or not self.is_required


def papers_of(sheet: Sheet, guide: Guide) -> tuple[Paper, ...]:
    """The sheet's list; `guide` is the (tailored) one it was composed from."""
    known = {r.key: r for r in guide.requirements}
    return tuple(_paper(line, known.get(line.key)) for line in sheet.materials)


def _paper(line: MaterialLine, requirement: Requirement | None) -> Paper:
    if requirement is None:
        return Paper(line, line.name)
    return Paper(
        line,
        requirement.material or line.name,
        is_required=requirement.necessity != Necessity.OPTIONAL and not requirement.waiver,
        is_deferrable=requirement.necessity == Necessity.DEFERRABLE,
        defer=requirement.defer,
    )


def settle(papers: Iterable[Paper], ticks: Iterable[Ticked]) -> tuple[Ticked, ...]:
    """The ticks that count, in the sheet's order and with its names.

    Of alternatives one that was received is enough, and then the others say nothing; a faulty one stands for those that are missing. Where all are
    missing one tick names them all. A paper that need not be brought is never missing. Raises KeyError for a key that is not on the sheet.
    """
    rows = list(papers)
    given = {tick.key: tick for tick in ticks}
    if unknown := given.keys() - {paper.key for paper in rows}:
        raise KeyError(*sorted(unknown))
    settled: list[Ticked] = []
    for group in _groups(rows):
        found = [replace(given[p.key], name=p.line.name) for p in group if p.key in given]
        found = [t for t in found if t.state != Tick.MISSING or _is_required(group, t)]
        settled += _alternatives(group, found) if group[0].line.group else found
    return tuple(settled)


def unticked(papers: Iterable[Paper], ticks: Iterable[Ticked]) -> tuple[str, ...]:
    """The names of what must still be looked at: neither ticked nor left aside."""
    seen = {tick.key for tick in ticks}
    open_groups = [g for g in _groups(list(papers)) if not seen & {p.key for p in g}]
    return tuple(_name(g) for g in open_groups if g[0].is_required and not g[0].line.condition)


def lacking(ticks: Iterable[Ticked]) -> tuple[Ticked, ...]:
    """What is missing or must be put right."""
    return tuple(tick for tick in ticks if tick.state != Tick.RECEIVED)


def not_deferrable(papers: Iterable[Paper], ticks: Iterable[Ticked]) -> tuple[Ticked, ...]:
    """What is lacking although the guide does not say that it may follow later."""
    may_follow = {paper.key for paper in papers if paper.is_deferrable}
    return tuple(tick for tick in lacking(ticks) if tick.key not in may_follow)


def as_found(ticks: Iterable[Ticked]) -> Mapping[str, Ticked]:
    """The ticks by the key of their line."""
    return {tick.key: tick for tick in ticks}


def _groups(papers: list[Paper]) -> list[list[Paper]]:
    groups: dict[str, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(f"g:{paper.line.group}" if paper.line.group else f"k:{paper.key}", []).append(paper)
    return list(groups.values())


def _is_required(group: list[Paper], tick: Ticked) -> bool:
    return next(p.is_required for p in group if p.key == tick.key)


def _alternatives(group: list[Paper], found: list[Ticked]) -> list[Ticked]:
    for state in (Tick.RECEIVED, Tick.WRONG):
        if chosen := [tick for tick in found if tick.state == state]:
            return chosen
    return [replace(found[0], name=_name(group))] if found else []


def _name(group: list[Paper]) -> str:
    names = "、".join(p.line.name for p in group)
    return f"{names}（{group[0].line.group_label}）" if len(group) > 1 else names
