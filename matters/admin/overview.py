"""What stands on top of a matter's page: what is missing, what the public sees, what would change."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from matters.changes import diff
from matters.completeness import Finding, Severity
from matters.enums import ReviewState
from matters.freezing import freeze, ready_to_freeze
from matters.meter import Meter, meter
from matters.models import Edition, Matter, Review
from matters.plain import digest
from matters.publishing import edition_in_force, findings_for, today

_LISTS = {
    "limits", "pauses", "conditions", "questions", "requirements", "steps", "charges", "legal_basis", "channels",
    "modes", "handlings", "remedies", "faqs",
}  # fmt: skip
_ALIASES = {"result.name": "result_name", "result.kind": "result_kind", "result.delivery": "result_delivery"}
_ALIASES |= {"result.validity": "result_validity", "result.annual_check": "result_annual_check"}
_PLACE = re.compile(r"(?P<name>\w+)(?:\[(?P<index>\d+)\])?")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A finding with the place on the page where it is put right (`#requirements-2`)."""

    message: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`changes` are sentences from the edition in force to the working copy; `is_same` says that there is nothing to publish. `review` is the
    newest one while it is open or returned.
    """

    errors: list[Pointer]
    warnings: list[Pointer]
    in_force: Edition | None
    upcoming: list[Edition]
    changes: list[str]
    is_same: bool
    review: Review | None
    meter: Meter


def overview(matter: Matter) -> Overview:
    """The state of the stored working copy; a form that was refused changes nothing here."""
    copy = ready_to_freeze().get(pk=matter.pk)
    findings = findings_for(copy)
    in_force = edition_in_force(copy)
    fresh = freeze(copy)
    return Overview(
        errors=pointers(f for f in findings if f.severity == Severity.ERROR),
        warnings=pointers(f for f in findings if f.severity == Severity.WARNING),
        in_force=in_force,
        upcoming=list(copy.editions.filter(effective_from__gt=today()).order_by("effective_from", "number")),
        changes=[change.sentence for change in diff(in_force.guide, fresh)] if in_force else [],
        is_same=in_force is not None and in_force.sha256 == digest(fresh),
        review=_unfinished(copy),
        meter=meter(findings),
    )


def _unfinished(matter: Matter) -> Review | None:
    newest = matter.reviews.select_related("submitted_by", "decided_by").first()
    return newest if newest and newest.state in {ReviewState.OPEN, ReviewState.RETURNED} else None


def pointers(findings: Iterable[Finding]) -> list[Pointer]:
    """Findings with their places on the page."""
    return [Pointer(finding.message, anchor(finding.field)) for finding in findings]


def anchor(field: str) -> str:
    """Where on the page a finding's field is edited: `requirements[2].name` is row 2, `limits` the list, `result.name` a field."""
    found = _PLACE.match(field)
    name = found["name"] if found else field
    if name not in _LISTS:
        return f"#id_{_ALIASES.get(field, name)}"
    return f"#{name}-{found['index']}" if found and found["index"] else f"#{name}-group"
