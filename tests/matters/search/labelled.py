"""What people type, with what must be found; and the demo district beside 1,135 names of a real one as a catalogue, straight from their files."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from matters.enums import Audience, Level
from matters.everyday_words.from_file import read
from matters.search.catalogue import Catalogue
from matters.search.entry import Entry, with_sounds
from matters.search.listed import Listed

DATA = Path(__file__).parent / "data"
FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


@dataclass(frozen=True, slots=True)
class Label:
    """One query; any of `accepted` is right, `*` in it stands for anything."""

    part: str
    kind: str
    query: str
    accepted: tuple[str, ...]

    def fits(self, names: Iterable[str]) -> bool:
        """Whether one of the names is right."""
        return any(name == one or fnmatchcase(name, one) for name in names for one in self.accepted)


def labels(*parts: str) -> list[Label]:
    """Those of `open` and `held` that are asked for."""
    rows = csv.DictReader((DATA / "labelled.csv").read_text("utf-8").splitlines())
    found = [Label(r["part"], r["kind"], r["query"], tuple(r["accepted"].split("|"))) for r in rows]
    return [label for label in found if label.part in parts]


def guangan() -> list[dict[str, str]]:
    """Department, name and itemCode of each matter."""
    return list(csv.DictReader((DATA / "guangan_names.csv").read_text("utf-8").splitlines()))


@cache
def catalogue() -> Catalogue:
    """Both together."""
    listed = [Listed(kind="bundle" if e.members else "matter", key=n, entry=e) for n, e in enumerate(_entries())]
    return Catalogue(listed, words())


def words() -> dict[str, str]:
    """The everyday words that come with the product."""
    return {row.word: row.means for row in read(FIXTURES / "synonyms.yaml")}


def _entries() -> Iterator[Entry]:
    departments = {row["key"]: row["name"] for row in _yaml("demo/places.yaml")["departments"]}
    matters = {d["code"]: d for d in (_yaml(path) for path in sorted((FIXTURES / "demo/matters").glob("*.yaml")))}
    for data in matters.values():
        yield with_sounds(_matter(data, departments))
    for data in _yaml("demo/bundles.yaml")["bundles"]:
        members = tuple(matters[member["matter"]]["name"] for member in data["members"])
        lead, topics = departments[data["lead"]], tuple(data["topics"])
        yield with_sounds(Entry(code=data["code"], name=data["name"], department=lead, members=members, topics=topics))
    for number, row in enumerate(guangan()):
        department, code = row["department"], f"G{number:05}"
        found = Entry(code=code, name=row["name"], department=department, codes=(row["itemCode"],))
        yield with_sounds(found)


def _matter(data: dict[str, Any], departments: dict[str, str]) -> Entry:
    audiences, levels = ({label: value for value, label in enum.choices} for enum in (Audience, Level))
    department = departments[data["department"]]
    return Entry(
        code=data["code"],
        name=data["name"],
        short_name=data["short_name"],
        synonyms=tuple(map(str, data["synonyms"])),
        codes=(data["implementation_code"],),
        department=department,
        departments=(department, data["department"]),
        topics=tuple(data["topics"]),
        materials=tuple(r["name"] for r in data["requirements"]),
        audiences=tuple(Audience(audiences[a]) for a in data["audiences"] if a in audiences),
        levels=tuple(dict.fromkeys(Level(levels[h["level"]]) for h in data["handlings"])),
    )


def _yaml(path: Path | str) -> Any:
    return yaml.safe_load((FIXTURES / path).read_text("utf-8"))
