"""What stands beside a bundle's form: its state, what it would say if it were merged now, and what stops that."""

from dataclasses import dataclass

from matters.bundle_flags import Flag, flag_of
from matters.bundling import composed, findings_for
from matters.changes import diff
from matters.completeness import Finding, Severity
from matters.guide import Guide
from matters.models import Bundle, Edition
from matters.overview import Group, grouped
from matters.plain import digest
from matters.publishing import Refused, edition_in_force, today
from matters.tailoring import OUTCOME_CAP, outcomes
from matters.totals import Stage, schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The merge as it is told beside the form: `seen` is its sha256, `outcomes` how many situations its questions lead to."""

    guide: Guide
    stages: tuple[Stage, ...]
    groups: tuple[Group, ...]
    outcomes: int
    seen: str

    @property
    def outcomes_words(self) -> str:
        """`6种情形`, `200种以上情形`."""
        return f"{self.outcomes}种{'以上' if self.outcomes >= OUTCOME_CAP else ''}情形"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`changes` are sentences from the edition in force to the merge; `flag` says what of the members made it differ."""

    errors: list[Finding]
    warnings: list[Finding]
    in_force: Edition | None
    upcoming: list[Edition]
    merged: Merged | None
    changes: list[str]
    is_same: bool
    flag: Flag | None


def panel(bundle: Bundle) -> Panel:
    """The state of the stored composition."""
    findings = findings_for(bundle)
    merged = _merged(bundle)
    in_force = edition_in_force(bundle)
    return Panel(
        errors=[f for f in findings if f.severity == Severity.ERROR],
        warnings=[f for f in findings if f.severity == Severity.WARNING],
        in_force=in_force,
        upcoming=list(bundle.editions.filter(effective_from__gt=today()).order_by("effective_from", "number")),
        merged=merged,
        changes=[change.sentence for change in diff(in_force.guide, merged.guide)] if in_force and merged else [],
        is_same=bool(in_force and merged and in_force.guide == merged.guide),
        flag=flag_of(bundle),
    )


def _merged(bundle: Bundle) -> Merged | None:
    try:
        guide = composed(bundle)
    except Refused:  # why is among the findings
        return None
    return Merged(
        guide=guide,
        stages=schedule(guide),
        groups=grouped(guide.requirements),
        outcomes=len(outcomes(guide)),
        seen=digest(guide),
    )
