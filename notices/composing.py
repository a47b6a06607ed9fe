"""From the database to a sheet: gathers what `compose` takes, for issuing, blank sheets, previews and verification alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from matters.guide import Guide
from matters.handling_places import nearest_others, places_for
from matters.models import Edition, Site
from matters.place import Place
from matters.plain import digest
from matters.tailoring import tailor
from notices import fonts
from notices.html import STYLE_VERSION
from notices.models import OfficeProfile
from notices.sheet import EditionMark, Issuance, Profile, Sheet, compose


class NotHandledHere(Exception):
    """The site does not handle the matter (in this situation); the message says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """All that a sheet is composed of, but for the address in its QR code and the act of telling."""

    guide: Guide
    place: Place
    others: tuple[Place, ...]
    mark: EditionMark
    profile: Profile
    basis: str

    def sheet(self, url: str, issuance: Issuance | None = None) -> Sheet:
        """The sheet: blank without `issuance`."""
        return compose(
            self.guide,
            self.place,
            mark=self.mark,
            profile=self.profile,
            url=url,
            others=self.others,
            issuance=issuance,
        )

    @property
    def answers(self) -> dict[str, str]:
        """The answers that count, after tailoring."""
        return {a.question: a.option for a in self.guide.answers}


def gather(edition: Edition, answers: Mapping[str, str], site: Site | str | None = None) -> Ingredients:
    """The ingredients of `edition` under `answers` at `site` (a site or its code; without one the nearest level's first).

    Raises tailoring.UnknownOption, and NotHandledHere where the site does not handle it.
    """
    guide = tailor(edition.guide, answers)
    places = places_for(guide, edition.subject)
    code = site.code if isinstance(site, Site) else site
    place = next((p for p in places if code in (None, p.code)), None)
    if place is None:
        name = site.name if isinstance(site, Site) else f"“{site}”" if site else "各办事地点"
        raise NotHandledHere(f"{name}不办理“{guide.name}”。")
    profile = OfficeProfile.current().as_plain()
    return Ingredients(
        guide=guide,
        place=place,
        others=nearest_others(place, places),
        mark=EditionMark(number=edition.number, effective_from=edition.effective_from),
        profile=profile,
        basis=basis_of(places, profile),
    )


def basis_of(places: Sequence[Place], profile: Profile) -> str:
    """What a stored fit was tried with, beside the edition: the places, the profile, the style and the faces. 16 hexadecimal digits."""
    told = tuple(replace(place, how="") for place in places)  # how it is handled the edition says itself
    return digest({"places": told, "profile": profile, "style": STYLE_VERSION, "fonts": fonts.version()})[:16]


def guide_url(guide: Guide) -> str:
    """What the QR code of a blank sheet holds: the page of a (tailored) guide with its answers; `/b/` for the guide of a bundle."""
    query = "&".join(f"a={answer.token}" for answer in guide.answers)
    kind = "b" if guide.members else "g"
    return f"{settings.PUBLIC_BASE_URL}/{kind}/{guide.code}/" + (f"?{query}" if query else "")


def notice_url(token: str) -> str:
    """What the QR code of an issued sheet holds."""
    return f"{settings.PUBLIC_BASE_URL}/n/{token}/"
