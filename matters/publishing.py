"""The only writer of editions (but for the synthetic catalog of `seeding_catalog`), and of a matter's public standing.

An edition is one new row and nothing else changes: no older row is touched, so a reader never sees a half-published matter, and the next
edition takes over on its date with no job having to run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts import audit
from accounts.models import StaffUser
from matters.completeness import Finding, check, errors
from matters.enums import Standing
from matters.freezing import freeze, ready_to_freeze
from matters.guide import Guide
from matters.models import Edition, Matter
from matters.plain import digest, to_plain


class Refused(Exception):
    """Nothing was published or changed; `findings` lists what is missing where completeness was the reason."""

    def __init__(self, message: str, findings: list[Finding] | None = None) -> None:
        self.findings = findings or []
        super().__init__("\n".join([message, *(f"· {f.message}" for f in self.findings)]))


@dataclass(frozen=True)
class GateVerdict:
    """What a gate found, and what it wants stored beside the new edition."""

    findings: list[Finding]
    store: Callable[[Edition], None]


class Gate(Protocol):
    """A further condition of publishing, named in settings.PUBLICATION_GATES, so that a later stage's rule needs no import from here."""

    def __call__(self, guide: Guide, matter: Matter, number: int) -> GateVerdict: ...


def today() -> date:
    """The date in Asia/Shanghai."""
    return timezone.localdate()


def edition_in_force(matter: Matter, day: date | None = None) -> Edition | None:
    """The edition that holds on `day` (default today)."""
    return matter.editions.in_force(day or today()).first()


def findings_for(matter: Matter) -> list[Finding]:
    """What the catalog's own checks say of the working copy now."""
    return check(freeze(matter), today())


def publish(
    matter: Matter,
    *,
    by: StaffUser,
    change_note: str,
    effective_from: date | None = None,
    effective_to: date | None = None,
) -> Edition:
    """Freeze the working copy into the next edition, in force from `effective_from` (default today) to `effective_to` inclusive (default open).

    Raises Refused when the content is incomplete, when a gate objects (the sheet does not fit), when nothing changed since the last edition,
    when the dates are in the wrong order or in the past, or when the matter has been retired. A second click finds nothing changed.
    """
    start = effective_from or today()
    _require_sensible_dates(start, effective_to)
    guide = freeze(ready_to_freeze().get(pk=matter.pk))
    found = errors(check(guide, today()))
    if found:
        raise Refused(f"“{matter.name}”还不能发布，请先补全：", found)
    verdicts = [gate(guide, matter, _next_number(matter)) for gate in _gates()]
    found = errors([f for verdict in verdicts for f in verdict.findings])
    if found:
        raise Refused(f"“{matter.name}”还不能发布：", found)
    with transaction.atomic():
        locked = Matter.objects.select_for_update().get(pk=matter.pk)
        edition = _write_edition(locked, guide, by, change_note, start, effective_to)
        for verdict in verdicts:
            verdict.store(edition)
    matter.refresh_from_db()
    return edition


def suspend(matter: Matter, *, by: StaffUser, reason: str) -> None:
    """Stop handling for the time being: the guide page says so with `reason`, nothing can be issued."""
    _change_standing(matter, by, Standing.SUSPENDED, {Standing.LIVE}, reason)


def resume(matter: Matter, *, by: StaffUser) -> None:
    """Take a suspended matter up again with the edition in force."""
    _change_standing(matter, by, Standing.LIVE, {Standing.SUSPENDED}, "")


def retire(matter: Matter, *, by: StaffUser, reason: str, successor: Matter | None = None) -> None:
    """End a matter for good; its page answers 410 and points to `successor`."""
    if successor is not None and successor.pk == matter.pk:
        raise Refused("替代事项不能是它自己。")
    _change_standing(matter, by, Standing.RETIRED, {Standing.LIVE, Standing.SUSPENDED}, reason, successor)


def _gates() -> list[Gate]:
    return [import_string(path) for path in settings.PUBLICATION_GATES]


def _next_number(matter: Matter) -> int:
    newest = matter.editions.newest_first().first()
    return newest.number + 1 if newest else 1


def _require_sensible_dates(start: date, end: date | None) -> None:
    if start < today():
        raise Refused(f"施行日期{start}已经过去，只能从今天或以后开始。")
    if end is not None and end < start:
        raise Refused(f"失效日期{end}早于施行日期{start}。")


def _write_edition(
    matter: Matter, guide: Guide, by: StaffUser, change_note: str, start: date, end: date | None
) -> Edition:
    """Inside the transaction, with the matter's row locked."""
    if matter.standing == Standing.RETIRED:
        raise Refused(f"“{matter.name}”已取消，不能再发布。")
    newest = matter.editions.newest_first().first()
    holding = edition_in_force(matter, start)
    sha256 = digest(guide)
    if holding and (holding.sha256, holding.effective_to) == (sha256, end):
        raise Refused(f"内容与第{holding.number}版相同，没有可发布的变化。")
    if not change_note.strip():
        raise Refused("请写明这一版改了什么（变更说明）。")
    edition = Edition.objects.create(
        matter=matter,
        number=newest.number + 1 if newest else 1,
        content=to_plain(guide),
        sha256=sha256,
        effective_from=start,
        effective_to=end,
        published_by=by,
        change_note=change_note,
    )
    if matter.standing == Standing.DRAFT:
        matter.standing = Standing.LIVE
        matter.save(update_fields=["standing"])
    audit.record(actor=by, action="publish", target=f"{matter.code} 第{edition.number}版", sha256=sha256)
    return edition


def _change_standing(
    matter: Matter,
    by: StaffUser,
    standing: Standing,
    allowed: set[Standing],
    reason: str,
    successor: Matter | None = None,
) -> None:
    with transaction.atomic():
        locked = Matter.objects.select_for_update().get(pk=matter.pk)
        if locked.standing not in allowed:
            raise Refused(f"“{locked.name}”当前是“{locked.get_standing_display()}”，不能改为“{standing.label}”。")
        if standing != Standing.LIVE and not reason.strip():
            raise Refused("请写明原因，群众会在页面上看到。")
        locked.standing, locked.standing_reason, locked.successor = standing, reason, successor
        locked.save(update_fields=["standing", "standing_reason", "successor"])
        audit.record(actor=by, action=standing.value, target=locked.code, reason=reason)
    matter.refresh_from_db()
