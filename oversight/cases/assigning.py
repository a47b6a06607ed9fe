"""分派: who must answer, and by when."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from accounts.models import StaffUser
from matters.models import CalendarDay, Department, Site
from oversight.cases.locking import locked, refuse_own, save
from oversight.deadlines import due_on
from oversight.enums import CaseState, StepDeed, Urgency
from oversight.models import Case, Step
from oversight.refusal import CannotDo
from oversight.said import said
from oversight.storytelling import step

REASON_LENGTH = 300
"""Characters."""
OPEN = (CaseState.NEW, CaseState.ASSIGNED)
"""Not answered yet."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A department or a site."""

    department: Department | None = None
    site: Site | None = None

    def __str__(self) -> str:
        return str(self.department or self.site or "")


def unit_of(user: StaffUser) -> Unit:
    """Where somebody works: their department, else their site."""
    return Unit(user.department, None if user.department else user.site)


def suggested(case: Case) -> Unit:
    """Who most likely must answer: the site for how somebody was treated there, else the department of the matter (or the one that leads the
    bundle), else the site.
    """
    if case.site and (case.clerk_id or case.rating_id):
        return Unit(site=case.site)
    if case.matter and case.matter.department:
        return Unit(department=case.matter.department)
    if case.bundle and case.bundle.lead_department:
        return Unit(department=case.bundle.lead_department)
    return Unit(site=case.site)


def unit_for(case: Case, by: StaffUser) -> Unit:
    """Who answers when `by` takes it up and nobody was named: where they work, else the one suggested."""
    own = unit_of(by)
    return own if str(own) else suggested(case)


def assign(
    case: Case,
    *,
    by: StaffUser,
    department: Department | None = None,
    site: Site | None = None,
    handler: StaffUser | None = None,
    urgency: Urgency | None = None,
    revision: int | None = None,
) -> Case:
    """Say which department or site must answer, and perhaps which of its people. What stands there already is not told twice.

    Raises CannotDo once it is answered, without exactly one unit, for somebody who does not work there or whom the case is about.
    """
    if (department is None) == (site is None):
        raise CannotDo("请选一个承办部门或承办地点，只选一个。", "unit")
    with transaction.atomic():
        row = _still_open(locked(case, revision))
        _require_one_of(row, handler, Unit(department, site))
        given = {
            "unit_department": department,
            "unit_site": site,
            "handler": handler,
            "urgency": urgency or Urgency(row.urgency),
            "state": CaseState.ASSIGNED,
        }
        if all(getattr(row, name) == value for name, value in given.items()):
            return row
        for name, value in given.items():
            setattr(row, name, value)
        words = f"承办：{Unit(department, site)}" + (f"，{handler.public_name}" if handler else "")
        step(row, StepDeed.ASSIGNED, by=by, words=words, urgency=str(row.urgency))
        return save(row, *given)


def take(case: Case, *, by: StaffUser, revision: int | None = None) -> Case:
    """Answer it oneself. The unit stays as assigned; where none was, it is one's own site or department, or the one suggested.

    Raises CannotDo once it is answered, where somebody else has it, and for whom it is about.
    """
    with transaction.atomic():
        row = _still_open(locked(case, revision))
        refuse_own(row, by)
        if row.handler_id == by.pk:
            return row
        if row.handler:
            raise CannotDo(f"已经由{row.handler.public_name}承办；要换人，请重新分派。")
        if not (row.unit_department_id or row.unit_site_id):
            unit = unit_for(row, by)
            row.unit_department, row.unit_site = unit.department, unit.site
        row.handler, row.state = by, CaseState.ASSIGNED
        step(row, StepDeed.ASSIGNED, by=by, words=f"{by.public_name}自己承办")
        return save(row, "handler", "state", "unit_department", "unit_site")


def extend(case: Case, *, by: StaffUser, workdays: int, reason: str, today: date, revision: int | None = None) -> Case:
    """Put the last day off, once, by at most settings.CASE_EXTENSION_WORKDAYS working days. The story keeps the day it was.

    Raises CannotDo once it is answered, a second time, after the day has passed, for too many days, without a reason, and for whom it is about.
    """
    most = settings.CASE_EXTENSION_WORKDAYS
    if not 1 <= workdays <= most:
        raise CannotDo(f"可以延长1到{most}个工作日。", "workdays")
    reason = said(reason, "reason", longest=REASON_LENGTH, missing="请写明为什么要延期。")
    with transaction.atomic():
        row = _still_open(locked(case, revision))
        refuse_own(row, by)
        if Step.objects.filter(case=row, deed=StepDeed.EXTENDED).exists():
            raise CannotDo("已经延过一次，不能再延。")
        if row.due_on < today:
            raise CannotDo("期限已过，不能再延，请尽快答复。")
        calendar = CalendarDay.objects.around(row.due_on).as_calendar()
        first, row.due_on = row.due_on, due_on(row.due_on, workdays, calendar)
        step(row, StepDeed.EXTENDED, by=by, words=reason, first=first.isoformat(), due_on=row.due_on.isoformat())
        return save(row, "due_on")


def _still_open(row: Case) -> Case:
    if row.state not in OPEN:
        raise CannotDo(f"这一件{row.get_state_display()}，不能再分派或延期。")
    return row


def _require_one_of(case: Case, handler: StaffUser | None, unit: Unit) -> None:
    if handler is None:
        return
    there = (
        handler.department_id == unit.department.pk
        if unit.department
        else unit.site and handler.site_id == unit.site.pk
    )
    if not (handler.is_active and there):
        raise CannotDo(f"{handler.public_name}不是{unit}的在岗人员。", "handler")
    if case.clerk_id == handler.pk:
        raise CannotDo("这件事涉及该人员本人，请换别人承办。", "handler")
