"""What the public finds at the code of a bundle on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from matters.enums import Standing
from matters.guide import Guide
from matters.lookup import is_code
from matters.models import Bundle, Edition, Matter


@dataclass(frozen=True, slots=True)
class FoundBundle:
    """A bundle that has been public, the edition in force, and the day from which a later one holds."""

    bundle: Bundle
    edition: Edition | None
    next_from: date | None


def find_bundle(code: str, day: date) -> FoundBundle | None:
    """The bundle of that public code in capitals, with what is in force on `day`; None for a draft or an unknown code.

    One query when an edition is in force, else two.
    """
    if not is_code(code):
        return None
    edition = (
        Edition.objects.in_force(day)
        .filter(bundle__code=code)
        .select_related("bundle__lead_department")
        .annotate(next_from=Subquery(Edition.objects.next_start(day, bundle=OuterRef("bundle"))))
        .first()
    )
    if edition is not None and edition.bundle is not None:
        return FoundBundle(edition.bundle, edition, edition.next_from)  # type: ignore[attr-defined]
    bundle = (
        Bundle.objects.filter(code=code)
        .known()
        .select_related("lead_department")
        .annotate(next_from=Subquery(Edition.objects.next_start(day, bundle=OuterRef("pk"))))
        .first()
    )
    return FoundBundle(bundle, None, bundle.next_from) if bundle else None  # type: ignore[attr-defined]


def halted(guide: Guide) -> list[Matter]:
    """The matters of a (tailored) guide of a bundle that are not handled at present, in its order; one query.

    An optional one counts as long as the answers do not leave it out.
    """
    codes = [member.code for member in guide.members]
    found = {m.code: m for m in Matter.objects.filter(code__in=codes).exclude(standing=Standing.LIVE)}
    return [found[code] for code in codes if code in found]
