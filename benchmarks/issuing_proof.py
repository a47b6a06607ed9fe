"""Whether the ledger is whole after the race: nothing missing, nothing twice, nothing half, and as it was told to the clerks."""

from collections import Counter
from typing import Any

from notices.models import Notice, SerialCounter
from notices.proving.ledger_check import check_ledger


def wrong_with(lines: list[dict[str, Any]], workers: int, quota: int) -> list[str]:
    """Every sentence is something that must not be; an empty list is a clean ledger."""
    notices = list(Notice.objects.select_related("site", "clerk", "edition"))
    keys = {f"bench-{number}-{index}" for number in range(workers) for index in range(quota)}
    return [
        *errors_shown(lines),
        *_counted(notices, keys),
        *_told(lines, {n.request_key: n.serial for n in notices}),
        *wrong_in_ledger(),
    ]


def wrong_in_ledger() -> list[str]:
    """What is wrong whoever wrote it: serials, rows, chain."""
    notices = list(Notice.objects.select_related("site", "clerk", "edition"))
    return [
        *_serials(notices),
        *(f"{n.serial}: {why}" for n in notices if (why := _why_incomplete(n))),
        *(f"check_ledger: {b.site} {b.serial} {b.why}" for b in check_ledger().broken),
    ]


def errors_shown(lines: list[dict[str, Any]]) -> list[str]:
    """What clerks saw as an error, and how often."""
    found = Counter(line["error"] for line in lines if "error" in line)
    return [f"{times} times shown to a clerk: {error}" for error, times in found.items()]


def _counted(notices: list[Notice], keys: set[str]) -> list[str]:
    found = Counter(n.request_key for n in notices)
    twice = [key for key, times in found.items() if times > 1]
    lost = keys - set(found)
    return [f"issued twice: {key}" for key in twice] + ([f"{len(lost)} notices missing"] if lost else [])


def _serials(notices: list[Notice]) -> list[str]:
    """Unique over all, and per series 1, 2, 3 … up to the counter."""
    serials = Counter(n.serial for n in notices)
    wrong = [f"serial twice: {serial}" for serial, times in serials.items() if times > 1]
    for counter in SerialCounter.objects.all():
        numbers = sorted(n.number for n in notices if (n.site_id, n.kind, n.year) == _series(counter))
        if numbers != list(range(1, counter.last + 1)):
            wrong.append(f"{counter}: {len(numbers)} notices, {counter.last} numbers used")
    return wrong


def _series(counter: SerialCounter) -> tuple[int, str, int]:
    return counter.site_id, counter.kind, counter.year


def _why_incomplete(notice: Notice) -> str:
    sheet = notice.sheet
    if not notice.is_intact:
        return "the snapshot does not have its hash"
    if (sheet.serial, sheet.url.split("/")[-2], sheet.matter_code) != (
        notice.serial,
        notice.token,
        notice.edition.content["code"],
    ):
        return "the snapshot belongs to another notice"
    empty = [name for name in ("setting", "chain_sha256", "manner") if not getattr(notice, name)]
    empty += [name for name in ("materials", "stub", "foot", "place", "steps") if not getattr(sheet, name)]
    return f"empty: {', '.join(empty)}" if empty else ""


def _told(lines: list[dict[str, Any]], ledger: dict[str | None, str]) -> list[str]:
    """What a clerk was told is what the ledger holds."""
    return [
        f"{line['key']}: told {line['serial']}, the ledger has {ledger.get(line['key'])}"
        for line in lines
        if "serial" in line and ledger.get(line["key"]) != line["serial"]
    ]
