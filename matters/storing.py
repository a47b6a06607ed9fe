"""Working copies into the database: new matters and changed ones, many at once, only the lists that changed.

Call it inside a transaction. It notes no history and asks nobody's permission; see `editing` and `exchange.applying`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.db import models
from django.utils import timezone

from matters import guide as g
from matters import models as m
from matters.keeping import TABLES
from matters.working_copy import LISTS, OWN, Desk, Requirement, WorkingCopy

CHUNK = 500
"""Rows of one INSERT."""
_REFERRING = {"department", "joint_departments", "topics"}


class Unknown(LookupError):
    """A department, site or topic that the catalog does not have; the message names it in Chinese."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A matter and what it becomes. `before` None: a new matter, whose row is made here. The matter's own columns `revision`, `edited_by` and
    `standing` are the caller's to set on `matter` first; they are saved along.
    """

    matter: m.Matter
    before: WorkingCopy | None
    after: WorkingCopy

    def changes(self, name: str) -> bool:
        """Whether that field becomes another."""
        return self.before is None or getattr(self.before, name) != getattr(self.after, name)


@dataclass(frozen=True, slots=True)
class Known:
    """The rows that working copies refer to, by their names and codes."""

    departments: Mapping[str, m.Department]
    sites: Mapping[str, m.Site]
    topics: Mapping[str, m.Topic]


@dataclass(slots=True)
class _Rows:
    """The rows to insert, by table, and the sites of handlings that have no key yet."""

    references: Known
    library: Mapping[str, m.Material]
    made: dict[type[models.Model], list[models.Model]] = field(default_factory=lambda: defaultdict(list))
    sites: list[tuple[m.Handling, tuple[str, ...]]] = field(default_factory=list)


def known() -> Known:
    """All departments, sites and topics: three queries."""
    return Known(
        {d.name: d for d in m.Department.objects.all()},
        {s.code: s for s in m.Site.objects.all()},
        {t.name: t for t in m.Topic.objects.all()},
    )


def settled(copy: WorkingCopy, before: WorkingCopy | None, references: Known) -> WorkingCopy:
    """The copy as it would be read again after storing: references in the catalog's own words and order, every requirement with a key.

    So a copy that says nothing new equals `before`. Raises Unknown for a department, site or topic that is not in the catalog.
    """
    _require_known(copy, references)
    return replace(
        copy,
        department=_party(copy.department, references),
        joint_departments=tuple(
            sorted((_party(p, references) for p in dict.fromkeys(copy.joint_departments)), key=lambda p: p.name)
        ),
        topics=tuple(sorted(set(copy.topics), key=lambda name: _rank(references.topics[name]))),
        handlings=tuple(_settled_handling(h, references) for h in copy.handlings),
        desks=tuple(sorted(copy.desks, key=lambda d: d.site)),
        requirements=keyed(copy.requirements, before.requirements if before else ()),
    )


def keyed(requirements: tuple[Requirement, ...], before: tuple[Requirement, ...] = ()) -> tuple[Requirement, ...]:
    """Every requirement with a key: its own, that of the same material before, or the next free m1, m2 …; so editions know it again."""
    taken = {r.key for r in requirements if r.key}
    old = [r for r in before if r.key not in taken]
    fresh = (f"m{number}" for number in range(1, 10_000))
    blocked = taken | {r.key for r in old}

    def key_for(requirement: Requirement) -> str:
        same = [r for r in old if r.material == requirement.material]
        best = next((r for r in same if r.when == requirement.when), next(iter(same), None))
        if best is None:
            return next(key for key in fresh if key not in blocked)
        old.remove(best)
        return best.key

    return tuple(r if r.key else replace(r, key=key_for(r)) for r in requirements)


def store(matter: m.Matter, before: WorkingCopy | None, after: WorkingCopy) -> None:
    """Bring one matter to `after` (settled here). Raises Unknown for a department, site or topic that is not in the catalog."""
    references = known()
    store_all([Writing(matter, before, settled(after, before, references))], references)


def store_all(writings: Sequence[Writing], references: Known) -> None:
    """Bring every matter to its `after`, which is settled; library entries that are missing are made."""
    rows = _Rows(references, _library(writings))
    _write_own(writings, references)
    for name in LISTS:
        changed = [w for w in writings if w.changes(name)]
        _clear(name, [w.matter.pk for w in changed if w.before is not None])
        for writing in changed:
            for position, row in enumerate(getattr(writing.after, name), 1):
                _MAKERS.get(name, _make_plain)(rows, name, writing.matter, position, row)
    for model in _ORDER:
        model._default_manager.bulk_create(rows.made[model], batch_size=CHUNK)
    _link_sites(rows)


def own_columns(copy: WorkingCopy, references: Known) -> dict[str, Any]:
    """The matter's own columns (without topics and joint departments) as the database holds them."""
    values = {name: _column(getattr(copy, name)) for name in OWN if name not in _REFERRING}
    return values | {
        "audiences": [str(a) for a in copy.audiences],
        "result_delivery": [str(d) for d in copy.result_delivery],
        "department": references.departments[copy.department.name],
    }


MODELS: dict[str, type[models.Model]] = {name: table.model for name, table in TABLES.items()} | {
    "questions": m.Question,
    "requirements": m.Requirement,
    "handlings": m.Handling,
    "desks": m.Desk,
}
"""The table of each list's rows."""
_ORDER: tuple[type[models.Model], ...] = (*MODELS.values(), m.Option)


def _require_known(copy: WorkingCopy, references: Known) -> None:
    _require("部门", (p.name for p in copy.parties), references.departments)
    _require("办事地点", copy.sites, references.sites)
    _require("主题", copy.topics, references.topics)


def _require(kind: str, names: Iterable[str], there: Mapping[str, Any]) -> None:
    for name in names:
        if name not in there:
            raise Unknown(f"目录里没有{kind}“{name}”。")


def _party(party: g.Party, references: Known) -> g.Party:
    return g.Party(name=party.name, code=references.departments[party.name].code)


def _rank(topic: m.Topic) -> tuple[str, int, int]:
    return topic.kind, topic.position, topic.pk


def _settled_handling(handling: g.Handling, references: Known) -> g.Handling:
    back_office = _party(handling.back_office, references) if handling.back_office else None
    return replace(handling, sites=tuple(sorted(set(handling.sites))), back_office=back_office)


def _library(writings: Iterable[Writing]) -> dict[str, m.Material]:
    names = {r.material for w in writings if w.changes("requirements") for r in w.after.requirements}
    found = m.Material.objects.in_bulk(names, field_name="name")
    missing = sorted(names - set(found))
    m.Material.objects.bulk_create([m.Material(name=name) for name in missing], ignore_conflicts=True)
    return found | (m.Material.objects.in_bulk(missing, field_name="name") if missing else {})


def _write_own(writings: Sequence[Writing], references: Known) -> None:
    now = timezone.now()
    for writing in writings:
        writing.matter.updated_at = now
        for column, value in own_columns(writing.after, references).items():
            setattr(writing.matter, column, value)
    m.Matter.objects.bulk_create([w.matter for w in writings if w.before is None], batch_size=CHUNK)
    if old := [w.matter for w in writings if w.before is not None]:
        columns = [*own_columns(writings[0].after, references), "revision", "edited_by", "updated_at"]
        m.Matter.objects.bulk_update(old, columns, batch_size=CHUNK)
    _write_links(writings, m.Matter.topics.through, "topics", "topic", references.topics)
    _write_links(
        writings, m.Matter.joint_departments.through, "joint_departments", "department", references.departments
    )


def _write_links(writings: Sequence[Writing], through: Any, name: str, column: str, there: Mapping[str, Any]) -> None:
    """Topics or joint departments, of those matters in which they changed."""
    changed = [w for w in writings if w.changes(name)]
    through._default_manager.filter(matter__in=[w.matter.pk for w in changed if w.before is not None]).delete()
    links = [
        through(matter=w.matter, **{column: there[getattr(value, "name", value)]})
        for w in changed
        for value in getattr(w.after, name)
    ]
    through._default_manager.bulk_create(links, batch_size=CHUNK)


def _clear(name: str, pks: list[int]) -> None:
    if pks:
        MODELS[name]._default_manager.filter(matter__in=pks).delete()


def _make_plain(rows: _Rows, name: str, matter: m.Matter, position: int, row: Any) -> None:
    values = {column: _column(getattr(row, column)) for column in TABLES[name].columns}
    rows.made[MODELS[name]].append(MODELS[name](matter=matter, position=position, **values))


def _make_question(rows: _Rows, name: str, matter: m.Matter, position: int, row: g.Question) -> None:
    question = m.Question(matter=matter, position=position, **_columns(row, "options"))
    rows.made[m.Question].append(question)
    for index, option in enumerate(row.options, 1):
        rows.made[m.Option].append(m.Option(question=question, position=index, **_columns(option)))


def _make_requirement(rows: _Rows, name: str, matter: m.Matter, position: int, row: Requirement) -> None:
    values = _columns(row) | {"material": rows.library[row.material]}
    rows.made[m.Requirement].append(m.Requirement(matter=matter, position=position, **values))


def _make_handling(rows: _Rows, name: str, matter: m.Matter, position: int, row: g.Handling) -> None:
    back_office = rows.references.departments[row.back_office.name] if row.back_office else None
    values = _columns(row, "sites", "back_office")
    handling = m.Handling(matter=matter, position=position, back_office=back_office, **values)
    rows.made[m.Handling].append(handling)
    rows.sites.append((handling, row.sites))


def _make_desk(rows: _Rows, name: str, matter: m.Matter, position: int, row: Desk) -> None:
    values = _columns(row, "site") | {"promised_amount": row.promised_amount}
    rows.made[m.Desk].append(m.Desk(matter=matter, site=rows.references.sites[row.site], **values))


_MAKERS: dict[str, Callable[[_Rows, str, m.Matter, int, Any], None]] = {
    "questions": _make_question,
    "requirements": _make_requirement,
    "handlings": _make_handling,
    "desks": _make_desk,
}


def _link_sites(rows: _Rows) -> None:
    through = m.Handling.sites.through
    links = [
        through(handling=handling, site=rows.references.sites[code]) for handling, codes in rows.sites for code in codes
    ]
    through._default_manager.bulk_create(links, batch_size=CHUNK)


def _columns(row: Any, *without: str) -> dict[str, Any]:
    return {f.name: _column(getattr(row, f.name)) for f in fields(row) if f.name not in without}


def _column(value: Any) -> Any:
    """As a column holds it: nothing is an empty text, several words one text."""
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else value
