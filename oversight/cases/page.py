"""All that the page of a case shows to somebody."""

import secrets
from collections.abc import Mapping
from datetime import date

from django.forms import Form

from accounts.models import StaffUser
from matters.models import CalendarDay
from notices.personal.applicants import masked
from oversight.cases.assigning import OPEN, Unit, suggested
from oversight.cases.calling import left_unhappy
from oversight.cases.closing import lacks_call, lacks_order
from oversight.cases.forms import (
    AnswerForm,
    AppealForm,
    AssignForm,
    CallForm,
    CloseForm,
    DecisionForm,
    ExtendForm,
    PublishForm,
    ReasonForm,
    UnmaskForm,
)
from oversight.cases.kinds import source_of
from oversight.cases.phones import applicant_to_call, document_of, has_phone
from oversight.cases.rights import Rights, rights_on
from oversight.cases.showing import about_of, line_of, words_of
from oversight.contacts.panel import contact_panel
from oversight.enums import CaseState
from oversight.models import Appeal, Case, CorrectionOrder, Finding


def page_of(case: Case, user: StaffUser, today: date, refused: Mapping[str, Form]) -> dict[str, object]:
    """Context of `oversight/cases/case.html`; `refused` are forms that come back with what was typed."""
    may = rights_on(case, user)
    applicant = applicant_to_call(case)
    calendar = CalendarDay.objects.around(today).as_calendar()
    return {
        "case": case,
        "line": line_of(case, today, calendar),
        "about": about_of(case),
        "document": document_of(case),
        "may": may,
        "suggestion": suggested(case) if case.state in OPEN else Unit(),
        "forms": {**_forms(case, may), **refused},
        "refused": next(iter(refused), ""),
        "steps": case.steps.select_related("by"),
        "appeal": Appeal.objects.filter(case=case).select_related("by", "decided_by").first(),
        "has_phone": has_phone(case),
        "lacks_call": lacks_call(case),
        "left_unhappy": case.state != CaseState.CLOSED and left_unhappy(case),
        "lacks_order": lacks_order(case),
        "findings": Finding.objects.filter(case=case),
        "orders": CorrectionOrder.objects.filter(finding__case=case).select_related("responsible"),
        "applicant": masked(applicant) if applicant else None,
        "sees_contact": case.clerk_id != user.pk,
        **contact_panel(user, case),
    }


def _forms(case: Case, may: Rights) -> dict[str, Form]:
    seen = {"revision": case.revision}
    made: dict[str, Form] = {
        "extend": ExtendForm(initial=seen),
        "answer": AnswerForm(initial={**seen, "answer": case.answer}),
        "publish": PublishForm(initial={**seen, "question": case.public_question or _asked(case)}),
        "call": CallForm(initial={"key": secrets.token_hex(16)}),
        "close": CloseForm(initial=seen),
        "reopen": ReasonForm(initial=seen),
        "appeal": AppealForm(),
        "decide": DecisionForm(),
        "unmask": UnmaskForm(),
    }
    if may.assign:
        made["assign"] = AssignForm(initial={**seen, **_assigned(case)}, apart=case.clerk)
    return made


def _asked(case: Case) -> str:
    """What was said, to be put in the office's words."""
    return words_of(source_of(case))[:300]


def _assigned(case: Case) -> dict[str, object]:
    unit = Unit(case.unit_department, case.unit_site)
    unit = unit if str(unit) else suggested(case)
    key = f"d{unit.department.pk}" if unit.department else f"s{unit.site.pk}" if unit.site else ""
    return {"unit": key, "handler": case.handler_id, "urgency": case.urgency}
