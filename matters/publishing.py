"""The only writer of editions (but for the synthetic catalog of `seeding_catalog`), and of a matter's public standing.

An edition is one new row and nothing else changes: no older row is touched, so a reader never sees a half-published matter, and the next
edition takes over on its date with no job having to run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts import history
from accounts.models import StaffUser
from matters.completeness import Finding, check, errors
from matters.desks_check import check_desks
from matters.edition_handlings import write_handlings
from matters.enums import ReviewState, Standing
from matters.freezing import freeze, ready_to_freeze
from matters.guide import Guide
from matters.models import Bundle, Edition, Matter, Review, Subject
from matters.plain import digest, to_plain
from matters.search.writing import index

FURTHEST_START = timedelta(days=731)
"""How far ahead an edition may be dated."""


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

    def __call__(self, guide: Guide, subject: Subject, number: int) -> GateVerdict: ...


def today() -> date:
    """The date in Asia/Shanghai."""
    return timezone.localdate()


def midnight(day: date) -> datetime:
    """The first moment of a day in Asia/Shanghai."""
    return timezone.make_aware(datetime.combine(day, time.min))


def edition_in_force(subject: Subject, day: date | None = None) -> Edition | None:
    """The edition that holds on `day` (default today)."""
    return subject.editions.in_force(day or today()).first()


def findings_for(matter: Matter) -> list[Finding]:
    """What the catalog's own checks say of the working copy now."""
    guide = freeze(matter)
    return [*check(guide, today()), *check_desks(matter, guide)]


def publish(
    matter: Matter,
    *,
    by: StaffUser,
    change_note: str,
    effective_from: date | None = None,
    effective_to: date | None = None,
    review: Review | None = None,
    seen: str = "",
) -> Edition:
    """Freeze the working copy into the next edition, in force from `effective_from` (default today) to `effective_to` inclusive (default open).

    `review` is the submission it answers and is closed with it (see `reviewing.approve`); `seen` the sha256 of the guide that was looked at.
    Raises Refused when the content is incomplete, when a gate objects (the sheet does not fit), when nothing changed since the last edition,
    when the dates are in the wrong order or in the past, when the matter has been retired, when `by` edited it last or submitted it (nobody
    is excepted), or when it is no longer what was submitted or seen. A second click finds nothing changed.
    """
    start = effective_from or today()
    require_sensible_dates(start, effective_to)
    copy = ready_to_freeze().get(pk=matter.pk)
    _require_another(copy, by)
    guide = freeze(copy)
    require_complete(copy, guide)
    if seen and seen != digest(guide):
        raise Refused("内容在您打开审核页以后有了变化（可能是材料库或部门信息），请重新查看再发布。")
    verdicts = [gate(guide, matter, next_number(matter)) for gate in gates()]
    found = errors([f for verdict in verdicts for f in verdict.findings])
    if found:
        raise Refused(f"“{matter.name}”还不能发布：", found)
    with transaction.atomic():
        locked = Matter.objects.select_for_update().get(pk=matter.pk)
        _require_another(locked, by)
        _require_as_submitted(locked, copy, review)
        edition = write_edition(locked, guide, by, change_note, start, effective_to)
        if review is not None:
            Review.objects.filter(pk=review.pk).update(
                state=ReviewState.PUBLISHED, decided_by=by, decided_at=timezone.now(), edition=edition
            )
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
    """End a matter for good; its page answers 410 and points to `successor`. Raises Refused."""
    if successor is not None and successor.pk == matter.pk:
        raise Refused("替代事项不能是它自己。")
    _change_standing(matter, by, Standing.RETIRED, {Standing.LIVE, Standing.SUSPENDED}, reason, successor)


def gates() -> list[Gate]:
    """The further conditions of publishing that settings name."""
    return [import_string(path) for path in settings.PUBLICATION_GATES]


def next_number(subject: Subject) -> int:
    """The number of its next edition."""
    newest = subject.editions.newest_first().first()
    return newest.number + 1 if newest else 1


def require_complete(matter: Matter, guide: Guide) -> None:
    """Raises Refused with what the guide of `matter` lacks."""
    if found := errors(check(guide, today())):
        raise Refused(f"“{matter.name}”还不能发布，请先补全：", found)


def require_change(subject: Subject, guide: Guide, start: date, end: date | None) -> None:
    """Raises Refused when what holds on `start` is that content already, with the same last day."""
    holding = edition_in_force(subject, start)
    if holding and (holding.guide, holding.effective_to) == (guide, end):
        raise Refused(f"内容与第{holding.number}版相同，没有可发布的变化。")


def require_sensible_dates(start: date, end: date | None) -> None:
    """Raises Refused for a start in the past or years ahead (a slip of the finger that nobody could take back), and an end before it."""
    if start < today():
        raise Refused(f"施行日期{start}已经过去，只能从今天或以后开始。")
    if start > today() + FURTHEST_START:
        raise Refused(f"施行日期{start}太远，最多提前两年发布，请检查年份。")
    if end is not None and end < start:
        raise Refused(f"失效日期{end}早于施行日期{start}。")


def _require_another(matter: Matter, by: StaffUser) -> None:
    """Four eyes: whoever wrote it last does not publish it, a superuser neither."""
    if matter.edited_by_id == by.pk:
        raise Refused(f"“{matter.name}”是您最后修改的，须由另一个人审核发布。")


def _require_as_submitted(matter: Matter, frozen: Matter, review: Review | None) -> None:
    """Inside the transaction, with the matter's row locked: nothing happened since it was frozen, and the open review is the one answered."""
    if matter.revision != frozen.revision:
        raise Refused(f"“{matter.name}”在发布过程中又被修改，请重新查看。")
    pending = Review.objects.open().filter(matter=matter).first()
    if review is None and pending is not None:
        raise Refused(f"“{matter.name}”正在审核，请在审核单里发布。")
    if review is not None and (pending != review or review.revision != matter.revision):
        raise Refused("这份审核单已经办结，或者内容在提交以后变了，请刷新页面。")


def write_edition(
    subject: Subject, guide: Guide, by: StaffUser, change_note: str, start: date, end: date | None
) -> Edition:
    """Inside the transaction, with the row of the matter or bundle locked: its next edition, and a draft becomes live.

    Raises Refused for one that is retired, when nothing changed, and without a change note.
    """
    if subject.standing == Standing.RETIRED:
        raise Refused(f"“{subject.name}”已取消，不能再发布。")
    require_change(subject, guide, start, end)
    if not change_note.strip():
        raise Refused("请写明这一版改了什么（变更说明）。")
    edition = Edition.objects.create(
        matter=subject if isinstance(subject, Matter) else None,
        bundle=subject if isinstance(subject, Bundle) else None,
        number=next_number(subject),
        content=to_plain(guide),
        sha256=digest(guide),
        effective_from=start,
        effective_to=end,
        published_by=by,
        change_note=change_note,
    )
    write_handlings(edition, guide)
    index(edition, guide)
    if subject.standing == Standing.DRAFT:
        subject.standing = Standing.LIVE
        subject.save(update_fields=["standing"])
    history.note(
        actor=by,
        action="publish",
        row=subject,
        target=f"{subject.code} 第{edition.number}版",
        sha256=edition.sha256,
        reason=change_note,
    )
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
        if standing == Standing.RETIRED:
            Review.objects.open().filter(matter=locked).update(state=ReviewState.WITHDRAWN, decided_at=timezone.now())
        history.note(actor=by, action=standing.value, row=locked, target=locked.code, reason=reason)
    matter.refresh_from_db()
