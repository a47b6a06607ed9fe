"""The applicant came back: the visit and the letter that says how it ended, in one transaction."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from matters.plain import to_plain
from matters.workdays import WorkCalendar
from notices.affairs.checklist import Paper, settle
from notices.affairs.deadlines import decide_by
from notices.affairs.rules import CannotReceive, Case, Said, require_permitted
from notices.affairs.standing import came_again, deemed_accepted_on, in_effect, received_on
from notices.affairs.table import Table, standing_of, table_of
from notices.enums import Decision, Manner, NoticeKind
from notices.ledger import CannotIssue
from notices.letters.letter import Occasion, Ticked
from notices.letters.writing import write_letter
from notices.models import Notice, Visit
from notices.personal.applicants import tells_who

__all__ = ["CannotReceive", "Said", "receive", "undo"]

_FREE = ("reason", "basis", "again", "note", "authority", "promise", "how")
"""What is said in free words."""


def receive(
    root: Notice,
    said: Said,
    *,
    clerk: StaffUser,
    ticks: Iterable[Ticked],
    manner: Manner = Manner.WINDOW,
    at: datetime | None = None,
    request_key: str | None = None,
    acting_for: StaffUser | None = None,
    seen: int | None = None,
) -> Visit:
    """Record what was on the table of the 告知单 `root` and how the visit ended, with the document that says so, told in that `manner`.

    The same `request_key` again returns the first visit. `seen` is the newest visit that counts when the clerk decided (its pk, 0 for none): if
    another came in between, nothing is written. Raises CannotReceive.
    """
    at = timezone.localtime(at)
    with transaction.atomic():
        # The lock of the thread: of two windows that decide at once the second reads what the first wrote.
        root = Notice.objects.select_for_update().get(pk=root.pk)
        if earlier := Visit.objects.filter(request_key=request_key, request_key__isnull=False).first():
            return earlier
        table = table_of(root, at.date(), seen=seen)
        case = _case(said, table, ticks)
        require_permitted(case)
        _require_impersonal(root, case)
        visit = _enter(root, case, table, clerk=clerk, acting_for=acting_for, at=at, request_key=request_key)
        if case.decision.letter:
            _write(visit, _occasion(root, case), manner)
    return visit


def undo(visit: Visit, *, by: StaffUser, acting_for: StaffUser | None = None) -> Visit:
    """Take the newest visit that counts back by a further row; doing it twice is doing it once. One with a letter is taken back by voiding that.

    Raises CannotReceive.
    """
    with transaction.atomic():
        root = Notice.objects.select_for_update().get(pk=visit.notice_id)
        if earlier := Visit.objects.filter(undoes=visit).first():
            return earlier
        if [visit] != standing_of(root)[-1:]:
            raise CannotReceive("只能撤销最近的一步；请刷新页面再看。")
        if letter := Notice.objects.filter(visit=visit).first():
            raise CannotReceive(f"这一步出具了{letter.get_kind_display()} {letter.serial}，请作废那份文书。")
        return Visit.objects.create(
            notice=root,
            filing=visit.filing,
            site=root.site,
            clerk=by,
            acting_for=acting_for,
            at=timezone.now(),
            decision=Decision.UNDONE,
            undoes=visit,
        )


def _case(said: Said, table: Table, ticks: Iterable[Ticked]) -> Case:
    words = {name: getattr(said, name).strip() for name in _FREE}
    return Case(
        **{**asdict(said), **words},
        today=table.today,
        papers=table.papers,
        ticks=_settled(table.papers, ticks),
        filing=table.filing,
        latest=table.latest,
    )


def _require_impersonal(root: Notice, case: Case) -> None:
    """What is written here stands in the ledger for ever; the name is printed from where it can be erased."""
    words = {name: getattr(case, name) for name in _FREE}
    words["ticks"] = "\n".join(f"{tick.wrong}\n{tick.right}" for tick in case.ticks)
    for field, text in words.items():
        if text and tells_who(root, text):
            raise CannotReceive("这里写的会长期保存，请不要写申请人的姓名、手机号、证件号码。", field)


def _settled(papers: tuple[Paper, ...], ticks: Iterable[Ticked]) -> tuple[Ticked, ...]:
    try:
        return settle(papers, ticks)
    except KeyError as error:
        raise CannotReceive("核对的材料不在这张告知单上，请刷新页面。", "ticks") from error


def _enter(root: Notice, case: Case, table: Table, **who: Any) -> Visit:
    return Visit.objects.create(
        notice=root,
        filing=table.number,
        site=root.site,
        ticks=to_plain(case.ticks),
        decision=case.decision,
        due_on=_due_on(case, table.calendar),
        cause=case.cause if came_again(case.filing, case.decision) else "",
        again=case.again if case.decision == Decision.SUPPLEMENT else "",
        note=case.note,
        **who,
    )


def _due_on(case: Case, calendar: WorkCalendar) -> date | None:
    """The last day of what comes next. Further papers do not give the office more time, and papers that went home again none to the applicant."""
    before = in_effect(case.filing)
    if case.decision in (Decision.SUPPLEMENT, Decision.DEFERRAL):
        return case.until
    if case.decision == Decision.KEPT:
        if before and before.decision == Decision.KEPT:
            return before.due_on
        return decide_by(case.today, calendar, settings.SUPPLEMENT_WORKDAYS)
    return before.due_on if before and case.decision == Decision.RETURNED else None


def _occasion(root: Notice, case: Case) -> Occasion:
    is_accepted = case.decision in (Decision.ACCEPTANCE, Decision.DEFERRAL)
    accepted_on = deemed_accepted_on(case.filing, case.today) or case.today
    return Occasion(
        told_serial=root.serial,
        told_on=timezone.localdate(root.issued_at),
        received_on=received_on(case.filing, case.today),
        accepted_on=accepted_on if is_accepted else None,
        ticks=case.ticks,
        until=case.until if case.decision in (Decision.SUPPLEMENT, Decision.DEFERRAL) else None,
        reason=case.reason if case.decision == Decision.REJECTION else case.again,
        basis=case.basis,
        authority=case.authority,
        promise=case.promise,
        how=case.how,
    )


def _write(visit: Visit, occasion: Occasion, manner: Manner) -> None:
    try:
        write_letter(
            visit.notice,
            kind=NoticeKind(visit.decision),
            site=visit.site,
            clerk=visit.clerk,
            occasion=occasion,
            manner=manner,
            visit=visit,
            at=visit.at,
            acting_for=visit.acting_for,
        )
    except CannotIssue as error:
        raise CannotReceive(str(error)) from error
