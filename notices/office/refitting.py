"""After a change of the office's words or marks, of a site or of the style: which sheets have to be tried on the ladder again, and which of them no
longer fit one page. Issuing never waits for it: what is not known yet is tried at its first use.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from matters.enums import Standing
from matters.handling_places import places_for
from matters.models import Edition
from matters.publishing import today
from matters.situation import query_of
from matters.tailoring import parse_answers, tailor
from notices.composing import basis_of
from notices.fitting import refit
from notices.models import Fit, OfficeProfile


@dataclass(frozen=True, slots=True)
class Unfit:
    """A sheet that takes more than one page: of which matter or bundle, in which situation (in words, and as a query), at which site (its code,
    empty for all), on how many pages. `sheet` is the name of the address of its paper.
    """

    code: str
    name: str
    situation: str
    query: str
    site: str
    pages: int
    sheet: str


def in_force() -> list[int]:
    """The keys of the editions in force of all live matters and bundles; one query."""
    live = Q(matter__standing=Standing.LIVE) | Q(bundle__standing=Standing.LIVE)
    held: dict[tuple[int | None, int | None], int] = {}
    for matter, bundle, key in Edition.objects.in_force(today()).filter(live).values_list("matter", "bundle", "pk"):
        held.setdefault((matter, bundle), key)  # of several the first holds
    return sorted(held.values())


def touched() -> Iterator[int]:
    """The keys of those whose stored fits were tried with other places, words, marks or style than today's, or that have none."""
    profile = OfficeProfile.current().as_plain()
    for key in in_force():
        edition = _edition(key)
        known = set(edition.fits.values_list("basis", flat=True))
        if known != {basis_of(places_for(edition.guide, edition.subject), profile)}:
            yield key


def try_again(key: int) -> list[Unfit]:
    """Find the rungs of the edition of that key anew and store them; what takes more than one page."""
    edition = _edition(key)
    return [_unfit(edition, fit) for fit in refit(edition)]


def _edition(key: int) -> Edition:
    return Edition.objects.select_related("matter", "bundle").get(pk=key)


def _unfit(edition: Edition, fit: Fit) -> Unfit:
    answers = parse_answers(fit.outcome.split())
    chosen = tailor(edition.guide, answers).answers
    return Unfit(
        code=edition.subject.code,
        name=edition.subject.name,
        situation="，".join(a.option_text for a in chosen),
        query=query_of(answers),
        site=fit.site,
        pages=fit.pages,
        sheet=edition.subject.sheet_page,
    )
