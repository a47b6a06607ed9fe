"""A head of a chain that somebody holds on paper, held against the ledger.

Rows cut off at the end with the counter set back leave a ledger that is whole in itself; only what was printed before shows the cut.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from notices.desk.scanning import read_serial
from notices.models import Notice, SerialCounter

FEWEST = 16
"""Hex digits that must be given: 64 bits, so that nobody makes a row that happens to begin alike."""
_SCANNED = re.compile(r"([a-z0-9-]+)/([a-z]+)/(\d{4})/(\d+)")


class UnreadableHead(ValueError):
    """What was given is no head; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """`serial` as printed, or `series` (site, kind, year) with `number` as the QR code names it. `sha256` may be its first digits only."""

    sha256: str
    serial: str = ""
    series: tuple[str, str, int] | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A printed head the ledger does not bear out. `site`, `kind` and `year` are empty where nothing says which series it was."""

    site: str
    kind: str
    year: int
    serial: str
    why: str


def read_head(text: str) -> PrintedHead:
    """`SERIAL HASH` as on the day sheet, or `SITE/KIND/YEAR/NUMBER HASH` as in its QR code; the hash may be in groups.

    Raises UnreadableHead.
    """
    name, *groups = text.split() or [""]
    sha256 = "".join(groups).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{FEWEST},64}}", sha256):
        raise UnreadableHead(f"{text!r}: give a serial and at least {FEWEST} hex digits of its hash")
    if found := _SCANNED.fullmatch(name.lower()):
        return PrintedHead(sha256, series=(found[1], found[2], int(found[3])), number=int(found[4]))
    if serial := read_serial(name):
        return PrintedHead(sha256, serial=serial)
    raise UnreadableHead(f"{name!r} is neither a serial nor SITE/KIND/YEAR/NUMBER")


def read_heads(lines: Iterable[str]) -> list[PrintedHead]:
    """Those of a file, a line each; empty lines and lines from # on are skipped. Raises UnreadableHead."""
    texts = (line.strip().removeprefix("\ufeff") for line in lines)
    return [read_head(text) for text in texts if text and not text.startswith("#")]


def check_heads(heads: Iterable[PrintedHead]) -> list[Mismatch]:
    """Those that are not in the ledger, or there with another hash."""
    return [found for head in heads if (found := _mismatch(head))]


def _mismatch(head: PrintedHead) -> Mismatch | None:
    rows = Notice.objects.select_related("site").only("serial", "kind", "year", "chain_sha256", "site__code")
    if head.series:
        site, kind, year = head.series
        row = rows.filter(site__code=site, kind=kind, year=year, number=head.number).first()
    else:
        row = rows.filter(serial=head.serial).first()
    if row is None:
        site, kind, year, serial = _whereabouts(head)
        return Mismatch(site, kind, year, serial, f"the tail is cut: printed head {serial} is not in the ledger")
    if row.chain_sha256.startswith(head.sha256):
        return None
    why = f"printed head {row.serial} has another hash: the ledger says {row.chain_sha256[: len(head.sha256)]}"
    return Mismatch(row.site.code, row.kind, row.year, row.serial, why)


def _whereabouts(head: PrintedHead) -> tuple[str, str, int, str]:
    """Site, kind, year and serial of a row that is not there, as far as its series tells."""
    counters = SerialCounter.objects.select_related("site")
    if head.series:
        site, kind, year = head.series
        counter = counters.filter(site__code=site, kind=kind, year=year).first()
        named = f"{site}/{kind}/{year}/{head.number}"
        return site, kind, year, f"{counter.prefix}〔{year}〕{head.number:06d}" if counter else named
    prefix, _, rest = head.serial.partition("〔")
    counter = counters.filter(prefix=prefix, year=int(rest[:4])).first()
    return (counter.site.code, counter.kind, counter.year, head.serial) if counter else ("", "", 0, head.serial)
