"""批量修改, the looking: one rule over many working copies, and what it would do to each, text by text. `bulk_applying` does it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from accounts.printable import printable
from matters import models as m
from matters import storing
from matters.enums import Standing
from matters.keeping import copies_of
from matters.models import Matter, Review
from matters.text_places import Leaf, Rule, Swap, leaves, swaps
from matters.working_copy import WorkingCopy

MOST = 500
"""Texts of one preview; what is beyond waits for the next round."""
MODELS: dict[str, type[Model]] = storing.MODELS | {"": Matter, "options": m.Option}
_PATHS = {"": "pk", "options": "question__matter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A bulk edit. `rule` decides; `needle` in the places `where` is how the database finds the matters worth asking it about."""

    rule: Rule
    where: frozenset[tuple[str, str]]
    needle: str
    lookup: str = "icontains"
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One text that would change. `problem` says why it cannot."""

    swap: Swap
    words: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A matter with what would change in it. `obstacle` says why it cannot be changed now."""

    matter: Matter
    proposals: tuple[Proposal, ...]
    obstacle: str


@dataclass(frozen=True, slots=True)
class Preview:
    """`is_cut`: there is more than is shown."""

    affected: list[Affected]
    is_cut: bool

    @property
    def possible(self) -> int:
        """How many texts can be changed."""
        return sum(not (a.obstacle or p.problem) for a in self.affected for p in a.proposals)


def preview(matters: QuerySet[Matter], wanted: Wanted) -> Preview:
    """What the bulk edit would do to those matters, up to MOST texts, by their codes."""
    shown: list[Affected] = []
    pks = _candidates(matters, wanted)
    reviewed = set(Review.objects.open().values_list("matter", flat=True))
    count = 0
    for matter, copy, found in _matches(pks, wanted.rule):
        if count and count + len(found) > MOST:
            return Preview(shown, is_cut=True)
        count += len(found)
        obstacle = "正在审核，要修改请先撤回或退回" if matter.pk in reviewed else ""
        shown.append(Affected(matter=matter, proposals=proposals(copy, found), obstacle=obstacle))
    return Preview(shown, is_cut=False)


def field_words(leaf: Leaf) -> str:
    """`申请材料“居民身份证” · 填报须知`."""
    field = str(_field(leaf).verbose_name)
    if not leaf.kind:
        return field
    names = ("material", "name", "title", "question", "text", "site")
    row = next((str(getattr(leaf.row, n)) for n in names if isinstance(getattr(leaf.row, n, None), str)), "")
    return f"{MODELS[leaf.kind]._meta.verbose_name}{f'“{row[:30]}”' if row else ''} · {field}"


def _matches(pks: Sequence[int], rule: Rule) -> Iterator[tuple[Matter, WorkingCopy, list[Swap]]]:
    for start in range(0, len(pks), MOST):
        part = pks[start : start + MOST]
        rows = Matter.objects.select_related("department").in_bulk(part)
        for pk, copy in copies_of(part):
            if found := swaps(copy, rule):
                yield rows[pk], copy, found


def proposals(copy: WorkingCopy, found: Iterable[Swap]) -> tuple[Proposal, ...]:
    by_place = {leaf.place: leaf for leaf in leaves(copy)}
    return tuple(
        Proposal(swap=s, words=field_words(by_place[s.place]), problem=_problem(by_place[s.place], s.new))
        for s in found
    )


def _problem(leaf: Leaf, text: str) -> str:
    """Why the field does not take that text: too long, empty where it must not be, no address, unprintable."""
    if leaf.field == "material":
        return "" if m.Material.objects.filter(name=text).exists() else f"材料库里没有“{text}”"
    try:
        _field(leaf).clean(text, None)
        printable(text)
    except ValidationError as error:
        return "".join(error.messages)
    return ""


def _field(leaf: Leaf) -> Any:
    return MODELS[leaf.kind]._meta.get_field(leaf.field)


def _candidates(matters: QuerySet[Matter], wanted: Wanted) -> list[int]:
    """Matters in which the needle occurs in some of the places; cancelled and merged ones are left alone."""
    found: set[int] = set()
    needles = [wanted.needle] if wanted.exact else _spellings(wanted.needle)
    for kind in {kind for kind, _ in wanted.where}:
        condition = Q()
        for name in sorted(field for at, field in wanted.where if at == kind):
            column = "material__name" if name == "material" else name
            for needle in needles:
                condition |= Q(**{f"{column}__{wanted.lookup}": needle})
        rows = MODELS[kind]._default_manager.filter(condition).order_by()
        found.update(rows.values_list(_PATHS.get(kind, "matter"), flat=True))
    alive = matters.exclude(standing=Standing.RETIRED).order_by("code")
    return [pk for pk in alive.values_list("pk", flat=True) if pk in found]


def _spellings(text: str) -> list[str]:
    """What to ask the database for when widths do not count: the longest part that has one width only, else the usual ways to type it."""
    plain = unicodedata.normalize("NFKC", text)
    parts: list[str] = re.findall(r"[\u4e00-\u9fff]+", plain)
    if parts:
        return [max(parts, key=len)]
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in plain)
    return list(dict.fromkeys((text, plain, wide, wide.upper(), wide.lower())))
