"""Reads the demo district from fixtures/demo into the catalog, here its places and papers; the format is described in fixtures/demo/README.md.

Every function can be run again: rows are found by their codes and brought to what the files say.
"""

from datetime import time
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.conf import settings
from django.db import models, transaction

from matters import enums
from matters.everyday_words.from_file import FILE as WORDS
from matters.models import Department, Material, OpeningHours, Region, Site, Topic

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
E = TypeVar("E", bound=models.TextChoices)


class BadFixture(ValueError):
    """A file of the demo district does not have the described format; the message names the file and the key."""


def fingerprint() -> str:
    """sha256 over all files, the everyday words with them: whether anything changed since the last load."""
    digest = sha256()
    for path in [*sorted(FOLDER.rglob("*.yaml")), WORDS]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read(name: str) -> Any:
    """One file of the folder."""
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def matter_files() -> list[Path]:
    """The matters' files, in a stable order."""
    return sorted((FOLDER / "matters").glob("*.yaml"))


@transaction.atomic
def load_places() -> None:
    """Regions, departments, sites with hours, topics, material library."""
    places = read("places.yaml")
    for row in places["regions"]:
        parent = Region.objects.get(code=row["parent"]) if row["parent"] else None
        level = by_label(enums.Level, row["level"], "places.yaml")
        values = {"name": row["name"], "city": row.get("city", ""), "level": level, "parent": parent}
        Region.objects.update_or_create(code=row["code"], defaults=values)
    for row in places["departments"]:
        values = {
            "short_name": row["key"],
            "code": row["code"],
            "nature": by_label(enums.DepartmentNature, row["nature"], "places.yaml"),
            "region": Region.objects.get(code=row["region"]),
        }
        Department.objects.update_or_create(name=row["name"], defaults=values)
    for row in places["sites"]:
        _load_site(row)
    for kind, names in places["topics"].items():
        for position, name in enumerate(names):
            Topic.objects.update_or_create(name=name, defaults={"kind": kind, "position": position})
    for row in read("materials.yaml"):
        values = {
            "kind": by_label(enums.MaterialKind, row["kind"], "materials.yaml"),
            "source": by_label(enums.Source, row["source"], "materials.yaml"),
            "issuer": row["issuer"],
            "how_to_get": row["how_to_get"],
        }
        Material.objects.update_or_create(name=row["name"], defaults=values)


def _load_site(row: dict[str, Any]) -> None:
    values = {
        k: row[k] for k in ("name", "serial_name", "address", "floor", "window", "phone", "transit", "accessible")
    }
    values |= {
        "kind": by_label(enums.SiteKind, row["kind"], "places.yaml"),
        "region": Region.objects.get(code=row["region"]),
        "demo": True,
    }
    site, _ = Site.objects.update_or_create(code=row["code"], defaults=values)
    site.hours.all().delete()
    for h in row["hours"]:
        start, end = h.get("season", ("", ""))
        OpeningHours.objects.create(
            site=site,
            weekdays=h["days"],
            opens=_time(h["from"]),
            closes=_time(h["to"]),
            season_from=start,
            season_to=end,
        )


def by_label(choices: type[E], label: str, where: str) -> E:
    """The member with that Chinese label. Raises BadFixture with the valid ones."""
    for member in choices:
        if member.label == label:
            return member
    raise BadFixture(f"{where}: “{label}” is none of {'、'.join(choices.labels)}")


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))
