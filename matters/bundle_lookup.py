"""What the public finds at the code of a bundle on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Subquery

from matters.enums import Standing
from matters.guide import Guide
from matters.lookup import look_up
from matters.models import Bundle, Edition, Matter


@dataclass(frozen=True, slots=True)
class FoundBundle:
    """A bundle that has been public, the edition in force, and the day from which a later one holds."""

    bundle: Bundle
    edition: Edition | None
    next_from: date | None


def find_bundle(code: str, day: date, *, beside: Mapping[str, Subquery] | None = None) -> FoundBundle | None:
    """The bundle of that public code in capitals, with what is in force on `day`; None for a draft or an unknown code.

    One query when an edition is in force, else two. The edition brings what is asked for `beside` it (`matters.surroundings`).
    """
    found = look_up(Bundle.objects.known(), code, day, "lead_department", beside=beside)
    return FoundBundle(*found) if found else None


def halted(guide: Guide) -> list[Matter]:
    """The matters of a (tailored) guide of a bundle that are not handled at present, in its order; one query.

    An optional one counts as long as the answers do not leave it out.
    """
    codes = [member.code for member in guide.members]
    return in_order(guide, {m.code: m for m in Matter.objects.filter(code__in=codes).exclude(standing=Standing.LIVE)})


def in_order(guide: Guide, halted: Mapping[str, Matter]) -> list[Matter]:
    """Those of the halted matters that are left in a (tailored) guide of a bundle, in its order."""
    return [halted[member.code] for member in guide.members if member.code in halted]
