"""Serial numbers: gapless and unique per (site, kind, year), allocated inside the caller's transaction."""

from collections import Counter
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from matters.models import Site
from notices.enums import NoticeKind
from notices.models import OfficeProfile, SerialCounter


@dataclass(frozen=True, slots=True)
class Allocation:
    """One number of a series, as printed, with the chain hash of the notice before it. `counter` stays locked until the commit."""

    serial: str
    number: int
    previous_sha256: str
    counter: SerialCounter


def allocate(*, site: Site, kind: NoticeKind, year: int) -> Allocation:
    """Lock the series and take its next number. An aborted transaction gives the number back, so no gap can come to be.

    Must run inside a transaction. Raises TransactionManagementError outside of one.
    """
    if not transaction.get_connection().in_atomic_block:  # SQLite would not say so by itself
        raise TransactionManagementError("a serial is allocated inside the transaction of its notice")
    counter = _locked(site, kind, year)
    counter.last += 1
    serial = f"{counter.prefix}〔{year}〕{counter.last:06d}"
    return Allocation(serial, counter.last, counter.head, counter)


def close(allocation: Allocation, head: str) -> None:
    """Store the number as used, with the chain hash of the notice that has it; same transaction."""
    allocation.counter.head = head
    allocation.counter.save(update_fields=["last", "head"])


def _locked(site: Site, kind: NoticeKind, year: int) -> SerialCounter:
    series = SerialCounter.objects.select_for_update().filter(site=site, kind=kind, year=year)
    counter = series.first()
    if counter is not None:
        return counter
    try:
        with transaction.atomic():
            SerialCounter.objects.create(site=site, kind=kind, year=year, prefix=_prefix(site, kind))
    except IntegrityError:
        pass  # another window opened the series in this moment; its row is there now
    return series.get()


def clashing(office: str) -> list[str]:
    """The beginnings of numbers that two sites would share under the office's prefix; such a prefix must not be set."""
    counts = Counter(_site_prefix(office, name) for name in Site.objects.values_list("serial_name", flat=True))
    return sorted(name for name, sites in counts.items() if sites > 1)


def _prefix(site: Site, kind: NoticeKind) -> str:
    return _site_prefix(OfficeProfile.current().serial_prefix, site.serial_name) + kind.serial_word


def _site_prefix(office: str, name: str) -> str:
    """The office's prefix once, then the site's short name."""
    return name if name.startswith(office) else office + name
