"""整改: ordered, reported done, rechecked, changed. Each verb locks the order, asks the rules, and tells what it did in a `Step`.

`revision` is the one the page showed: a form that comes late is refused with what came between, and the same form twice is done once. Without it
only the state counts.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from oversight.enums import OrderState, StepDeed
from oversight.models import CorrectionOrder, Finding
from oversight.orders.days import require_day
from oversight.orders.finding import WORDS_LENGTH
from oversight.orders.keeping import kept, locked, require_fresh, sent_before
from oversight.orders.people import may_recheck, may_report, within_reach
from oversight.refusal import CannotDo
from oversight.said import said
from oversight.storytelling import step


def order(finding: Finding, *, by: StaffUser, responsible: StaffUser, measure: str, due_on: date) -> CorrectionOrder:
    """The order for a finding: who does what by which day. The same one twice is one.

    Raises CannotDo where there is another already, for a day that cannot be, somebody out of reach, or a finding about oneself.
    """
    measure = said(measure, "measure", longest=WORDS_LENGTH, missing="请写明怎样整改。")
    with transaction.atomic():
        finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
        if earlier := CorrectionOrder.objects.filter(finding=finding).first():
            return _the_same(earlier, by, responsible, measure, due_on)
        if finding.clerk_id == by.pk:
            raise CannotDo("这条发现涉及您自己，请由别人下达整改。")
        _require_within_reach(responsible, by)
        require_day(due_on)
        row = CorrectionOrder.objects.create(
            finding=finding, responsible=responsible, measure=measure, due_on=due_on, ordered_by=by
        )
        told = {"responsible": responsible.public_name, "due_on": due_on.isoformat()}
        step(row, StepDeed.ORDERED, by=by, words=measure, **told)
        if finding.case:
            step(finding.case, StepDeed.ORDERED, by=by, words=measure, order=row.pk, **told)
    return row


def report_done(row: CorrectionOrder, *, by: StaffUser, words: str, revision: int | None = None) -> CorrectionOrder:
    """It was mended, and how; from now on it waits for its recheck. Raises CannotDo for anybody but the person responsible or the lead."""
    words = said(words, "words", longest=WORDS_LENGTH, missing="请写明做了什么整改。")
    with transaction.atomic():
        row = locked(row)
        if sent_before(row, StepDeed.DONE, by=by, words=words, revision=revision):
            return row
        require_fresh(row, revision)
        _require_state(row, OrderState.OPEN)
        if not may_report(row, by):
            raise CannotDo("只有责任人，或者办事地点的负责人，才能报告整改完成。")
        row.state, row.done, row.done_at = OrderState.DONE, words, timezone.now()
        return kept(row, StepDeed.DONE, by=by, words=words)


def recheck(
    row: CorrectionOrder,
    *,
    by: StaffUser,
    passed: bool,
    words: str = "",
    due_on: date | None = None,
    revision: int | None = None,
) -> CorrectionOrder:
    """Looked at again by somebody else. Passed: closed. Not passed: open again until `due_on`, with `words` that say what is still wrong."""
    words = said(words, "words", longest=WORDS_LENGTH, missing="" if passed else "请写明还有什么没改好。")
    deed = StepDeed.RECHECKED if passed else StepDeed.RETURNED
    with transaction.atomic():
        row = locked(row)
        if sent_before(row, deed, by=by, words=words, revision=revision):
            return row
        require_fresh(row, revision)
        _require_state(row, OrderState.DONE)
        if not may_recheck(row, by):
            raise CannotDo("不能复查自己负责、涉及自己或自己报告完成的整改，请由别人复查。")
        return _closed(row, by, words) if passed else _returned(row, by, words, due_on)


def change(
    row: CorrectionOrder,
    *,
    by: StaffUser,
    reason: str,
    responsible: StaffUser | None = None,
    due_on: date | None = None,
    revision: int | None = None,
) -> CorrectionOrder:
    """Another day or another person, for `reason`, as long as it is open. Raises CannotDo where nothing would change."""
    reason = said(reason, "reason", longest=WORDS_LENGTH, missing="请写明为什么改期或改派。")
    with transaction.atomic():
        row = locked(row)
        if sent_before(row, StepDeed.CHANGED, by=by, words=reason, revision=revision):
            return row
        require_fresh(row, revision)
        _require_state(row, OrderState.OPEN)
        changes = _changes(row, by, responsible, due_on)
        if not changes:
            raise CannotDo("责任人和期限都没有变。", "reason")
        row.responsible, row.due_on = responsible or row.responsible, due_on or row.due_on
        return kept(row, StepDeed.CHANGED, by=by, words=reason, **changes)


def _the_same(
    earlier: CorrectionOrder, by: StaffUser, responsible: StaffUser, measure: str, due_on: date
) -> CorrectionOrder:
    told = (earlier.ordered_by_id, earlier.responsible_id, earlier.measure, earlier.due_on)
    if told == (by.pk, responsible.pk, measure, due_on):
        return earlier
    raise CannotDo(f"这条发现已经由{earlier.ordered_by.public_name}下达了{earlier}。")


def _closed(row: CorrectionOrder, by: StaffUser, words: str) -> CorrectionOrder:
    row.state, row.rechecked_by, row.closed_at = OrderState.CLOSED, by, timezone.now()
    return kept(row, StepDeed.RECHECKED, by=by, words=words)


def _returned(row: CorrectionOrder, by: StaffUser, words: str, due_on: date | None) -> CorrectionOrder:
    if due_on is None:
        raise CannotDo("请写明新的期限。", "due_on")
    require_day(due_on)
    row.state, row.due_on, row.done, row.done_at = OrderState.OPEN, due_on, "", None
    return kept(row, StepDeed.RETURNED, by=by, words=words, due_on=due_on.isoformat())


def _changes(row: CorrectionOrder, by: StaffUser, responsible: StaffUser | None, due_on: date | None) -> dict[str, str]:
    """What is new, as the story keeps it."""
    changes: dict[str, str] = {}
    if responsible and responsible != row.responsible:
        _require_within_reach(responsible, by)
        changes["responsible"] = responsible.public_name
    if due_on and due_on != row.due_on:
        require_day(due_on)
        changes["due_on"] = due_on.isoformat()
    return changes


def _require_within_reach(responsible: StaffUser, by: StaffUser) -> None:
    if not within_reach(by).filter(pk=responsible.pk).exists():
        raise CannotDo("责任人须是您管辖范围内在岗的工作人员。", "responsible")


def _require_state(row: CorrectionOrder, state: OrderState) -> None:
    if row.state != state:
        raise CannotDo(f"这张整改单现在是“{row.get_state_display()}”，不能这样办。")
