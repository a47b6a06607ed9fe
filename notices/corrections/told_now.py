"""What would be told now about many matters at many sites: everything it hangs on is read once, in a constant number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from matters.enums import Standing
from matters.guide import Guide
from matters.handling_places import DESK, handles
from matters.models import Desk, Edition, Matter, Site
from matters.site_as_place import periods_of, place_at
from matters.tailoring import tailor
from notices.composing import Ingredients, NotHandledHere
from notices.models import OfficeProfile
from notices.sheet import EditionMark, Profile

SubjectKey = tuple[int | None, int | None]
"""Of a matter and of a bundle; one of them None."""


@dataclass(frozen=True)
class ToldNow:
    """The office on one day. `desks` by (matter, site), `halted_matters` by code: of the members of bundles those that are not handled."""

    editions: Mapping[SubjectKey, Edition]
    sites: Mapping[int, Site]
    desks: Mapping[tuple[int, int], dict[str, Any]]
    profile: Profile
    halted_matters: Mapping[str, Matter]
    _gathered: dict[Any, Ingredients] = field(default_factory=dict)

    def gather(self, edition: Edition, answers: Mapping[str, str], site: Site) -> Ingredients:
        """As `composing.gather`, but for the further sites. Raises tailoring.UnknownOption and NotHandledHere."""
        key = (edition.pk, site.pk, *sorted(answers.items()))
        if key not in self._gathered:
            self._gathered[key] = self._gather(edition, answers, self.sites[site.pk])
        return self._gathered[key]

    def halted(self, guide: Guide) -> list[Matter]:
        """As `bundle_lookup.halted`."""
        return [self.halted_matters[m.code] for m in guide.members if m.code in self.halted_matters]

    def _gather(self, edition: Edition, answers: Mapping[str, str], site: Site) -> Ingredients:
        guide = tailor(edition.guide, answers)
        if not site.is_active or not handles(guide, site):
            raise NotHandledHere(f"{site.name}不办理“{guide.name}”。")
        desk = self.desks.get((edition.matter_id, site.pk), {}) if edition.matter_id else {}
        return Ingredients(
            guide=guide,
            place=place_at(site, periods_of(site), desk),
            others=(),
            mark=EditionMark(number=edition.number, effective_from=edition.effective_from),
            profile=self.profile,
            basis="",
        )


def read_told_now(subjects: Collection[SubjectKey], sites: Iterable[int], day: date) -> ToldNow:
    """What holds on `day` of those matters and bundles, and the sites (their keys) as they are."""
    editions = editions_in_force(subjects, day)
    known = Site.objects.select_related("region").prefetch_related("hours").in_bulk(set(sites))
    desks = Desk.objects.filter(site__in=known).values("matter_id", "site_id", *DESK)
    return ToldNow(
        editions=editions,
        sites=known,
        desks={(row["matter_id"], row["site_id"]): row for row in desks},
        profile=OfficeProfile.current().as_plain(),
        halted_matters=_halted(edition.guide for edition in editions.values() if edition.bundle_id),
    )


def editions_in_force(subjects: Collection[SubjectKey], day: date) -> dict[SubjectKey, Edition]:
    """Of each matter and bundle that has one the edition that holds on `day`; two queries."""
    holding: dict[SubjectKey, int] = {}
    theirs = Q(matter__in={matter for matter, _ in subjects}) | Q(bundle__in={bundle for _, bundle in subjects})
    for pk, matter, bundle in Edition.objects.in_force(day).filter(theirs).values_list("pk", "matter", "bundle"):
        holding.setdefault((matter, bundle), pk)
    found = Edition.objects.in_bulk(holding.values())
    return {(edition.matter_id, edition.bundle_id): edition for edition in found.values()}


def _halted(guides: Iterable[Guide]) -> dict[str, Matter]:
    codes = {member.code for guide in guides for member in guide.members}
    found = Matter.objects.filter(code__in=codes).exclude(standing=Standing.LIVE) if codes else ()
    return {matter.code: matter for matter in found}
