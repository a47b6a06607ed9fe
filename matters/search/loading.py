"""The catalogue of this process: loaded when somebody first searches, loaded again in part when a row changed."""

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import msgspec
from django.conf import settings
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.module_loading import import_string

from matters.enums import PUBLIC, Standing
from matters.models import Edition, SearchEntry
from matters.search.catalogue import Catalogue
from matters.search.entry import Entry
from matters.search.found import Kind
from matters.search.listed import Listed
from matters.search.writing import EMPTIED, entries, readable

Subject = tuple[Kind, int]
"""A matter or a bundle and its primary key."""

# As plain SQL: it runs before every search, and Django needs longer to write it than a database to answer it.
_STATE = """
SELECT 'rows', CAST((SELECT COUNT(*) FROM matters_searchentry) AS text),
    CAST((SELECT SUM(stamp) FROM matters_searchentry) AS text), CAST((SELECT COUNT(*) FROM matters_edition) AS text)
UNION ALL SELECT 'matter', CAST(id AS text), standing, '' FROM matters_matter m
    WHERE standing <> 'live' AND EXISTS (SELECT 1 FROM matters_edition e WHERE e.matter_id = m.id)
UNION ALL SELECT 'bundle', CAST(id AS text), standing, '' FROM matters_bundle b
    WHERE standing <> 'live' AND EXISTS (SELECT 1 FROM matters_edition e WHERE e.bundle_id = b.id)
UNION ALL SELECT 'word', '', word, means FROM matters_synonym
"""


class State(NamedTuple):
    """What the database says of its search entries now; two that are equal give the same lists. `strays` are the editions without an entry."""

    day: date
    rows: tuple[tuple[str, ...], ...]
    strays: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One edition that holds or will hold."""

    subject: Subject
    number: int
    starts: date
    ends: date | None
    entry: Entry
    stamp: int = EMPTIED


@dataclass(frozen=True, slots=True)
class Loaded:
    """A catalogue and what it was made from."""

    state: State
    rows: dict[int, Row]
    used: dict[Subject, int]
    catalogue: Catalogue
    version: str


_lock = threading.Lock()
_newest: Loaded | None = None


def current() -> Loaded:
    """The catalogue as the database has it now. One query where nothing changed."""
    global _newest
    state = _state()
    held = _newest
    if held is None or held.state != state:
        with _lock:
            held = _newest = _load(state, _newest)
    return held


def forget() -> None:
    """Load everything anew at the next search, what was used how often as well."""
    global _newest
    _newest = None


def _state() -> State:
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        rows = cursor.fetchall()
    _, entries, _, editions = rows[0]
    strays: tuple[tuple[str, ...], ...] = ()
    if entries != editions:
        columns = (
            "pk",
            "sha256",
            "effective_from",
            "effective_to",
            "number",
            "matter",
            "bundle",
            "matter__code",
            "bundle__code",
        )
        found = Edition.objects.filter(search_entry=None).order_by("pk").values_list(*columns)
        strays = tuple(tuple(map(str, row)) for row in found)
    return State(timezone.localdate(), tuple(sorted(tuple(map(str, row)) for row in rows)), strays)


def _load(state: State, old: Loaded | None) -> Loaded:
    if old is not None and old.state == state:
        return old  # another thread was faster
    rows = _rows(old.rows if old else {}) | _strays(state)
    used = old.used if old and old.state.day == state.day else _used(state.day)
    catalogue = Catalogue(list(_listed(state, rows.values(), used)), _words(state))
    digest = hashlib.sha256(repr((state, sorted(used.items()))).encode()).hexdigest()
    return Loaded(state, rows, used, catalogue, digest[:20])


def _rows(old: dict[int, Row]) -> dict[int, Row]:
    """The rows of all entries, of which only those are read that differ from the old ones."""
    changed, kept = SearchEntry.objects.exclude(stamp=EMPTIED), {}
    if old:
        stamps = dict(changed.values_list("pk", "stamp"))
        kept = {pk: row for pk, row in old.items() if stamps.get(pk) == row.stamp}
    if kept:
        changed = changed.filter(pk__in=stamps.keys() - kept.keys())
    columns = ("matter", "bundle", "number", "effective_from", "effective_to")
    found = changed.annotate(text=Cast("content", TextField())).values_list(
        "pk", "stamp", "text", *(f"edition__{c}" for c in columns)
    )
    read = msgspec.json.Decoder(Entry).decode
    for pk, stamp, text, matter, bundle, number, starts, ends in found.iterator(chunk_size=2000):
        kept[pk] = Row(_subject(matter, bundle), number, starts, ends, read(text), stamp)
    return kept


def _strays(state: State) -> dict[int, Row]:
    """Editions that were written past `writing`, indexed for this process alone."""
    if not state.strays:
        return {}
    told = list(readable(Edition.objects.filter(search_entry=None)))
    return {
        e.pk: Row(_subject(e.matter_id, e.bundle_id), e.number, e.effective_from, e.effective_to, entry)
        for (e, _), entry in zip(told, entries(told), strict=True)
    }


def _subject(matter: int | None, bundle: int | None) -> Subject:
    return ("matter", matter) if matter is not None else ("bundle", bundle or 0)


def _listed(state: State, rows: Iterable[Row], used: dict[Subject, int]) -> Iterator[Listed]:
    """What holds of each public matter and bundle on the day; where nothing does yet, what will hold first."""
    standing = {(kind, int(pk)): standing for kind, pk, standing, _ in state.rows if kind in ("matter", "bundle")}
    for subject, row in _chosen(rows, state.day).items():
        now = standing.get(subject, Standing.LIVE)
        if now in PUBLIC:
            kind, key = subject
            yield Listed(
                kind=kind,
                key=key,
                entry=row.entry,
                is_suspended=now == Standing.SUSPENDED,
                is_coming=row.starts > state.day,
                used=used.get(subject, 0),
            )


def _chosen(rows: Iterable[Row], day: date) -> dict[Subject, Row]:
    """As `EditionQuerySet.in_force` chooses: the latest to take effect, of these the highest number."""
    lasting = [row for row in rows if row.ends is None or row.ends >= day]
    coming = {
        r.subject: r for r in sorted(lasting, key=lambda r: (r.starts, -r.number), reverse=True) if r.starts > day
    }
    holding = {r.subject: r for r in sorted(lasting, key=lambda r: (r.starts, r.number)) if r.starts <= day}
    return coming | holding


def _words(state: State) -> dict[str, str]:
    return {word: means for kind, _, word, means in state.rows if kind == "word"}


def _used(day: date) -> dict[Subject, int]:
    """How often each was given out lately, as the function says that settings name."""
    count: Callable[[date], dict[Subject, int]] = (
        import_string(settings.USE_COUNTS) if settings.USE_COUNTS else lambda _: {}
    )
    return count(day)
