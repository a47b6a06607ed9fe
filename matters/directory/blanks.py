"""空白表格 and 填写样表: all that can be downloaded, with the matters that ask for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from matters.models import Edition, Material, Matter, Requirement

LONGEST = 40
"""Characters of what is typed that count."""
NAMED = 6
"""Matters that are named with a form, before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Use:
    """A matter that asks for a form."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Blank:
    """One form of the library with its files (empty where there is none) and the matters whose editions in force offer them."""

    name: str
    blank_url: str
    sample_url: str
    uses: tuple[Use, ...]
    more: int


def downloads(words: str = "") -> QuerySet[Material]:
    """The library's entries with a file that a public matter asks for, whose name has every word."""
    asked = Requirement.objects.filter(material=OuterRef("pk"), matter__in=Matter.objects.public())
    found = Material.objects.exclude(Q(blank_form="") & Q(filled_sample="")).filter(Exists(asked)).order_by("name")
    for word in words.replace("\0", "")[:LONGEST].split():
        found = found.filter(name__icontains=word)
    return found


def with_uses(materials: Sequence[Material], day: date) -> tuple[Blank, ...]:
    """These with the matters that offer them on `day`; one query whatever their number."""
    uses: dict[str, list[Use]] = {}
    for use, requirements in _editions(materials, day):
        for url in {url for r in requirements for url in (r.get("blank_url"), r.get("sample_url")) if url}:
            uses.setdefault(url, []).append(use)
    return tuple(_blank(material, uses) for material in materials)


def _editions(materials: Sequence[Material], day: date) -> Iterator[tuple[Use, Iterable[dict[str, str]]]]:
    """The matters whose working copies ask for one of them, by what their editions in force say."""
    asking = Requirement.objects.filter(material__in=materials).values("matter")
    current = Edition.objects.key_in_force(day, matter=OuterRef("pk"))
    keys = Matter.objects.public().filter(pk__in=asking).order_by().annotate(key=Subquery(current)).values("key")
    rows = Edition.objects.filter(pk__in=keys).annotate(name=KT("content__name")).order_by("matter__code")
    for code, name, requirements in rows.values_list("matter__code", "name", "content__requirements"):
        yield Use(code, name), requirements or ()


def _blank(material: Material, uses: dict[str, list[Use]]) -> Blank:
    blank = material.blank_form.url if material.blank_form else ""
    sample = material.filled_sample.url if material.filled_sample else ""
    found = list(dict.fromkeys(use for url in (blank, sample) for use in uses.get(url, ())))
    return Blank(material.name, blank, sample, tuple(found[:NAMED]), max(0, len(found) - NAMED))
