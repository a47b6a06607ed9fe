"""The heads of a site's chains, as they are printed: who holds the paper can prove later that no row behind the head was cut off or changed.

The hash of the newest row binds every row before it. A thief of the whole database could cut a tail and set the counter back, and nothing in the
database would show it; the paper does (`ledger_check.check_heads`).
"""

from dataclasses import dataclass

from matters.models import Site
from notices.enums import NoticeKind
from notices.models import SerialCounter

GROUP = 8
"""Hex digits read at a glance."""
SHORTENED = 32
"""Hex digits in the QR code: 128 bits, beyond any search for a second row with the same ones."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row of one series: `last` is its number, `sha256` its chain hash (64 hex digits)."""

    site: str
    kind: NoticeKind
    year: int
    last: int
    serial: str
    sha256: str

    @property
    def groups(self) -> str:
        """The whole hash, in groups: nobody has to ask how many digits are enough."""
        return " ".join(self.sha256[start : start + GROUP] for start in range(0, len(self.sha256), GROUP))

    @property
    def scanned(self) -> str:
        """The same for a machine, in the characters that QR codes hold most densely and every scanner can type."""
        return f"{self.site}/{self.kind}/{self.year}/{self.last} {self.sha256[:SHORTENED]}".upper()


def heads_of(site: Site) -> tuple[Head, ...]:
    """The heads of all its series that hold a row, the newest year first, in the order of the kinds."""
    kinds = list(NoticeKind)
    counters = SerialCounter.objects.filter(site=site, last__gt=0)
    heads = [_head(site.code, counter) for counter in counters]
    return tuple(sorted(heads, key=lambda head: (-head.year, kinds.index(head.kind))))


def _head(site: str, counter: SerialCounter) -> Head:
    serial = f"{counter.prefix}〔{counter.year}〕{counter.last:06d}"
    return Head(site, NoticeKind(counter.kind), counter.year, counter.last, serial, counter.head)
