"""The rows of the check page: what was typed beside each paper, what is often wrong with it, what the last visit said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from matters.models import Fault
from notices.affairs.checklist import Paper
from notices.affairs.rules import CHECKED, CannotReceive
from notices.affairs.standing import in_hand, last_found, spoken_of
from notices.affairs.table import Table
from notices.enums import Decision, Tick
from notices.letters.letter import Ticked

ASIDE = "aside"
"""What is typed for a paper that does not apply, or for which another of its group stands."""

LONGEST = 100
"""Characters of what is wrong or right, as in `Fault`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paper on the page. `state` is a Tick's value, ASIDE or empty; `fault` the pk of the fault that was chosen; `before` the last visit's word."""

    paper: Paper
    faults: tuple[Fault, ...] = ()
    state: str = ""
    fault: str = ""
    wrong: str = ""
    right: str = ""
    before: Ticked | None = None

    @property
    def said(self) -> tuple[str, str]:
        """What is wrong and what would be right: as typed, else as the chosen fault has it."""
        known = next((fault for fault in self.faults if str(fault.pk) == self.fault), None)
        if self.wrong or known is None:
            return self.wrong, self.right
        return known.wrong, self.right or known.right


def rows_of(table: Table, typed: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    """The page's rows: with what was `typed`, or at first with what the office has already; one query for the faults."""
    faults, before = faults_of(table.papers), last_found(table.filing)
    return tuple(
        Row(
            paper=paper,
            faults=(*faults.get(paper.material, ()), *faults.get("", ())),
            before=before.get(paper.key),
            **(_typed(paper.key, typed) if typed is not None else {"state": _at_first(paper, table)}),
        )
        for paper in table.papers
    )


def ticks_of(rows: Iterable[Row], decision: Decision) -> list[Ticked]:
    """What was ticked. Raises CannotReceive for words that are too long, and where a decision on the whole list leaves a conditional
    paper open.
    """
    known = [row for row in rows if row.state in Tick.values]
    if long := next((row for row in known if row.state == Tick.WRONG and max(map(len, row.said)) > LONGEST), None):
        raise CannotReceive(f"“{long.paper.line.name}”差在哪里、应当怎样，各最多{LONGEST}个字。", "ticks")
    unanswered = [row.paper.line.name for row in rows if row.paper.line.condition and not row.state]
    if unanswered and decision in CHECKED:
        raise CannotReceive(f"请对照适用情形核对：{'、'.join(unanswered)}。不适用的选“不适用”。", "ticks")
    return [_tick(row, *row.said) for row in known]


def faults_of(papers: Iterable[Paper]) -> dict[str, list[Fault]]:
    """What is often wrong, by the library name of the paper; under the empty name what may be wrong with any."""
    names = {paper.material for paper in papers}
    found = Fault.objects.filter(Q(material=None) | Q(material__name__in=names)).select_related("material")
    faults: dict[str, list[Fault]] = {}
    for fault in found:
        faults.setdefault(fault.material.name if fault.material else "", []).append(fault)
    return faults


def _at_first(paper: Paper, table: Table) -> str:
    """What the office has already is received; a condition that did not hold at the last look still does not."""
    if paper.key in in_hand(table.filing):
        return Tick.RECEIVED
    looked = spoken_of(table.filing)
    return ASIDE if paper.line.condition and looked is not None and paper.key not in looked else ""


def _tick(row: Row, wrong: str, right: str) -> Ticked:
    state = Tick(row.state)
    is_wrong = state == Tick.WRONG
    line = row.paper.line
    return Ticked(
        key=line.key, name=line.name, state=state, wrong=wrong if is_wrong else "", right=right if is_wrong else ""
    )


def _typed(key: str, typed: Mapping[str, str]) -> dict[str, str]:
    return {
        "state": typed.get(f"state-{key}", ""),
        "fault": typed.get(f"fault-{key}", ""),
        "wrong": typed.get(f"wrong-{key}", "").strip(),
        "right": typed.get(f"right-{key}", "").strip(),
    }
