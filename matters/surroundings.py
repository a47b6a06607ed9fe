"""What a public page tells beside an edition: the sites with their hours and the matter's desks, the days of the calendar, the bundles a matter is
in, the matters of a bundle that are halted.

All of it comes as text with the edition, in the same query. A page that did not change is known by that text alone, unread, whoever changed a row
and by whatever way; a page that did is made from it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef

from matters.enums import Standing
from matters.handling_places import DESK, Located
from matters.json_rows import JSONRows, Picked
from matters.lookup import told_name
from matters.models import Bundle, CalendarDay, Edition, Matter, OpeningHours, Region, Site
from matters.models.rows import Desk
from matters.open_days import Days
from matters.periods import Period
from matters.workdays import WorkCalendar

_SITE = ("id", "code", "name", "address", "floor", "window", "phone", "transit", "accessible")
_REGION = {"region_code": "region__code", "region_name": "region__name", "level": "region__level"}
_HOURS = ("id", "weekdays", "opens", "closes", "season_from", "season_to")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Each field is the text of a JSON array, one object a row."""

    sites: str
    hours: str
    desks: str
    days: str
    bundles: str
    halted: str

    def located(self) -> list[Located]:
        """The active sites with their hours and the matter's own desks there."""
        hours: dict[int, list[Period]] = {}
        for row in sorted(json.loads(self.hours), key=lambda row: int(row["id"])):
            hours.setdefault(row["site_id"], []).append(_period(row))
        desks = {row["site_id"]: row for row in json.loads(self.desks)}
        return [
            Located(_site(row), tuple(hours.get(row["id"], ())), desks.get(row["id"], {}))
            for row in json.loads(self.sites)
        ]

    def calendar(self) -> Days:
        """The days around the day of the query, with their names."""
        rows = [(date.fromisoformat(row["date"]), row) for row in json.loads(self.days)]
        calendar = WorkCalendar(
            exceptions={day: bool(row["is_workday"]) for day, row in rows},
            official_years=frozenset(day.year for day, row in rows if row["is_official"]),
        )
        return Days(calendar, {day: row["name"] for day, row in rows})

    def its_bundles(self) -> list[Bundle]:
        """The bundles in force that the matter is handled in, by name; with code and name alone."""
        return sorted((Bundle(**row) for row in json.loads(self.bundles)), key=lambda bundle: bundle.name)

    def halted_members(self) -> dict[str, Matter]:
        """By code, the matters of a bundle that are not handled at present; with what a page says of them alone."""
        return {row["code"]: Matter(**row) for row in json.loads(self.halted)}


@lru_cache(maxsize=2)  # putting the queries together takes longer than running them
def surroundings(day: date) -> Mapping[str, JSONRows]:
    """To annotate an edition with: the `Surroundings` of its subject on `day`, by field."""
    matter = OuterRef("matter_id")
    members = Picked(OuterRef("content"), "members", "code")
    return {
        "sites": JSONRows(
            Site.objects.filter(is_active=True).order_by("id"), *_SITE, **_REGION, parent_name="region__parent__name"
        ),
        "hours": JSONRows(OpeningHours.objects.filter(site__is_active=True), "site_id", *_HOURS),
        "desks": JSONRows(Desk.objects.filter(matter=matter), "site_id", *DESK),
        "days": JSONRows(CalendarDay.objects.around(day), "date", "is_workday", "name", "is_official"),
        "bundles": JSONRows(
            Bundle.objects.filter(standing=Standing.LIVE, members__matter=matter)
            .annotate(told=told_name(day, bundle=OuterRef("pk")))
            .filter(told__isnull=False)
            .order_by("code"),
            "code",
            name="told",
        ),
        "halted": JSONRows(
            Matter.objects.exclude(standing=Standing.LIVE).filter(code__in=members),
            "code", "name", "standing", "standing_reason",
        ),
    }  # fmt: skip


def surrounding(edition: Edition) -> Surroundings:
    """Those an edition was annotated with."""
    return Surroundings(**{field.name: getattr(edition, field.name) for field in fields(Surroundings)})


def _site(row: dict[str, Any]) -> Site:
    parent = Region(name=row["parent_name"]) if row["parent_name"] else None
    region = Region(code=row["region_code"], name=row["region_name"], level=row["level"], parent=parent)
    return Site(region=region, **{name: row[name] for name in _SITE})


def _period(row: dict[str, Any]) -> Period:
    return Period(
        weekdays=row["weekdays"],
        opens=time.fromisoformat(row["opens"]),
        closes=time.fromisoformat(row["closes"]),
        season=(row["season_from"], row["season_to"]) if row["season_from"] else None,
    )
