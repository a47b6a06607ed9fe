"""After a change of the office's words or marks, of a site or of the style: which sheets have to be tried on the ladder again, and which of them no
longer fit one page. Issuing never waits for it: what is not known yet is tried at its first use.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from matters.enums import Standing
from matters.handling_places import places_for
from matters.models import Bundle, Edition, Matter, Subject
from matters.place import Place
from matters.publishing import edition_in_force
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


def in_force() -> Iterator[Edition]:
    """The editions in force of all live matters and bundles, by code."""
    for subject in _live():
        edition = edition_in_force(subject)
        if edition is not None:
            yield edition


def touched() -> list[Edition]:
    """Those whose stored fits were tried with other places, words, marks or style than today's, or that have none."""
    profile = OfficeProfile.current().as_plain()
    return [edition for edition in in_force() if not _holds(edition, basis_of(_places(edition), profile))]


def try_again(edition: Edition) -> list[Unfit]:
    """Find the rungs of an edition anew and store them; what takes more than one page."""
    return [_unfit(edition, fit) for fit in refit(edition)]


def _live() -> Iterator[Subject]:
    yield from Matter.objects.filter(standing=Standing.LIVE).order_by("code")
    yield from Bundle.objects.filter(standing=Standing.LIVE).order_by("code")


def _places(edition: Edition) -> list[Place]:
    return places_for(edition.guide, edition.subject)


def _holds(edition: Edition, basis: str) -> bool:
    known = set(edition.fits.values_list("basis", flat=True))
    return known == {basis}


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
