"""Proves the ledger: every series gapless, every snapshot and chain hash as stored, letters and visits as they belong together, the triggers in
place, and heads of chains as somebody holds them on paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Exists, Min, OuterRef

from accounts import append_only
from matters.models import Edition
from matters.plain import digest
from notices.models import Notice, SerialCounter
from notices.proving.bonds import loose_ends
from notices.proving.printed_heads import PrintedHead, check_heads


@dataclass(frozen=True, slots=True)
class Broken:
    """The first broken row of a series (or the database itself, with no site)."""

    site: str
    kind: str
    year: int
    serial: str
    why: str


@dataclass(slots=True)
class Report:
    """`rows` read, the `heads` of every series, and what is `broken`."""

    rows: int = 0
    heads: list[dict[str, Any]] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"rows": self.rows, "heads": self.heads, "broken": [asdict(b) for b in self.broken]}


def check_ledger(printed: Sequence[PrintedHead] = ()) -> Report:
    """Read the whole ledger once, series by series, in constant memory; then hold the `printed` heads against it."""
    report = Report()
    report.broken += [Broken("", "", 0, "", f"trigger missing: {name}") for name in append_only.missing()]
    report.broken += [Broken("", "", 0, "", f"altered: {e}") for e in Edition.objects.iterator() if not e.is_intact]
    for counter in SerialCounter.objects.select_related("site").order_by("site__code", "kind", "year"):
        _check_series(counter, report)
    report.broken += _uncounted()
    report.broken += [Broken(row.site.code, row.kind, row.year, row.serial, why) for row, why in loose_ends()]
    report.broken += [Broken(**asdict(mismatch)) for mismatch in check_heads(printed)]
    return report


def _check_series(counter: SerialCounter, report: Report) -> None:
    head, number = "", 0
    site, kind, year = counter.site.code, counter.kind, counter.year
    for notice in _rows(counter):
        report.rows += 1
        number += 1
        if why := _why_broken(notice, number, head):
            report.broken.append(Broken(site, kind, year, notice.serial, why))
            return
        head = notice.chain_sha256
    if (number, head) != (counter.last, counter.head):
        serial = f"{counter.prefix}〔{counter.year}〕{counter.last:06d}"
        report.broken.append(
            Broken(site, kind, year, serial, f"the tail is cut: {number} rows, {counter.last} numbers used")
        )
    report.heads.append({"site": site, "kind": kind, "year": year, "last": counter.last, "head": head})


def _uncounted() -> list[Broken]:
    """The first notice of each series without a counter: nothing else would miss the tail of such a series."""
    counters = SerialCounter.objects.filter(site=OuterRef("site"), kind=OuterRef("kind"), year=OuterRef("year"))
    series = Notice.objects.filter(~Exists(counters)).order_by("site__code", "kind", "year")
    firsts = series.values_list("site__code", "kind", "year").annotate(first=Min("serial"))
    return [Broken(site, kind, year, serial, "its series has no counter") for site, kind, year, serial in firsts]


def _rows(counter: SerialCounter) -> Iterator[Notice]:
    rows = Notice.objects.filter(site=counter.site, kind=counter.kind, year=counter.year)
    return rows.order_by("number").iterator(chunk_size=500)


def _why_broken(notice: Notice, number: int, head: str) -> str:
    if notice.number != number:
        return f"number {number} is missing"
    if digest(notice.snapshot) != notice.snapshot_sha256:
        return "the snapshot does not have its hash"
    tied = (notice.previous_sha256, notice.chain_sha256) == (head, notice.linked_to(head))
    return "" if tied else "the chain is broken"
