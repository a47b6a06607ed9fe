"""Public services as linked data: one with its surroundings, or all of them as one document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.conf import settings

from matters.enums import Level, Standing
from matters.guide import Guide
from matters.handling_places import DESK, handles
from matters.models import Desk, Edition, Region, Site, Subject, Topic
from matters.open_data import everything
from matters.open_data.cpsv.channels import place_channel
from matters.open_data.cpsv.service import EventKind, Surroundings, document, named_service, public_service, service_iri
from matters.open_data.cpsv.terms import CONTEXT, Node
from matters.site_as_place import periods_of, place_at, place_of

Desks = Mapping[int, dict[int, dict[str, Any]]]
"""What is said of a site (its key) for a matter (its key) instead of what the site says itself."""


@dataclass(frozen=True, slots=True)
class Counters:
    """The active sites, with their channels at which everything is handled that has no desk of its own there."""

    base: str
    sites: tuple[Site, ...]

    def channels(self) -> list[Node]:
        """One a site."""
        return [place_channel(self.base, self._iri(site), place_of(site)) for site in self.sites]

    def of(self, guide: Guide, iri: str, desks: Mapping[int, dict[str, Any]]) -> list[Node | str]:
        """The channels of a guide: a desk of its own as a node, else the address of the site's channel."""
        here = [site for site in self.sites if handles(guide, site)]
        return [self._desk(site, iri, desks[site.pk]) if site.pk in desks else self._iri(site) for site in here]

    def named(self, channels: Iterable[Node | str]) -> list[Node]:
        """The channels that are only named there."""
        names = {channel for channel in channels if isinstance(channel, str)}
        return [channel for channel in self.channels() if channel["@id"] in names]

    def _iri(self, site: Site) -> str:
        return f"{self.base}/sites/{site.code}/#channel"

    def _desk(self, site: Site, iri: str, desk: dict[str, Any]) -> Node:
        return place_channel(self.base, f"{iri}#channel-{site.code}", place_at(site, periods_of(site), desk))


def one(subject: Subject, edition: Edition) -> Node:
    """The document of one matter or bundle; six queries."""
    guide, around, counters = edition.guide, surroundings(), active_counters()
    iri = service_iri(around.base, guide.code, is_bundle=bool(guide.members))
    channels = counters.of(guide, iri, _desks([edition]).get(edition.matter_id or 0, {}))
    service = public_service(guide, Standing(subject.standing), channels, around)
    members = [named_service(member, around) for member in guide.members]
    return document([service, *members, *counters.named(channels)])


def whole(day: date) -> Iterator[bytes]:
    """The document of everything public, a node a line; eight queries and two a batch."""
    around, counters = surroundings(), active_counters()
    yield b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":['
    separator = b"\n"
    for node in _nodes(day, around, counters):
        yield separator + msgspec.json.encode(node)
        separator = b",\n"
    yield b"\n]}\n"


def surroundings() -> Surroundings:
    """What stands around every guide; two queries."""
    district = Region.objects.filter(level=Level.DISTRICT).values_list("code", "name").first()
    events: list[tuple[str, EventKind]] = list(Topic.objects.values_list("name", "kind"))  # type: ignore[arg-type]
    return Surroundings(base=settings.PUBLIC_BASE_URL, district=district or ("", ""), events=dict(events))


def active_counters() -> Counters:
    """The sites with their hours; two queries."""
    rows = Site.objects.filter(is_active=True).select_related("region").prefetch_related("hours").order_by("code")
    return Counters(settings.PUBLIC_BASE_URL, tuple(rows))


def _nodes(day: date, around: Surroundings, counters: Counters) -> Iterator[Node]:
    yield from counters.channels()
    known: set[str] = set()
    for batch in everything.matters(day):
        desks = _desks(batch)
        for edition in batch:
            known.add(edition.subject.code)
            yield _service(edition, around, counters, desks)
    for batch in everything.bundles(day):
        for edition in batch:
            yield _service(edition, around, counters, {})
            yield from _missing(edition.guide, known, around)


def _service(edition: Edition, around: Surroundings, counters: Counters, desks: Desks) -> Node:
    guide = edition.guide
    iri = service_iri(around.base, guide.code, is_bundle=bool(guide.members))
    channels = counters.of(guide, iri, desks.get(edition.matter_id or 0, {}))
    return public_service(guide, Standing(edition.subject.standing), channels, around)


def _missing(guide: Guide, known: set[str], around: Surroundings) -> Iterator[Node]:
    """The members of a bundle that do not stand in the document themselves, each once."""
    for member in guide.members:
        if member.code not in known:
            known.add(member.code)
            yield named_service(member, around)


def _desks(editions: Iterable[Edition]) -> Desks:
    """One query."""
    rows = Desk.objects.filter(matter__in=[e.matter_id for e in editions if e.matter_id]).order_by()
    found: dict[int, dict[int, dict[str, Any]]] = {}
    for row in rows.values("matter_id", "site_id", *DESK):
        found.setdefault(row["matter_id"], {})[row["site_id"]] = row
    return found
