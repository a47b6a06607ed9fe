"""Which cases somebody asks for, most urgent first."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import Case as When_
from django.db.models import IntegerField, Q, QuerySet, TextChoices, Value, When

from accounts.models import StaffUser
from matters.models import Department, Site
from notices.chain import TOKEN_LENGTH, read_token
from oversight.cases.assigning import OPEN
from oversight.cases.calling import CALL_DUE
from oversight.cases.kinds import CaseKind, of_kind
from oversight.enums import CaseState, Urgency
from oversight.models import Case

_REF = re.compile(r"^(?:反馈|评价|办不成事)?(?:[〔(（\[]\d{4}[〕)）\]])?(\d{1,18})号?$")
_WORDS = 5


class CaseView(TextChoices):
    """The usual questions."""

    OPEN = "open", "未办结"
    MINE = "mine", "等我答复"
    ASSIGN = "assign", "待分派"
    LATE = "late", "已逾期"
    CALL = "call", "待回访"
    END = "end", "待我办结"
    APPEAL = "appeal", "申诉待决定"
    CONCERNED = "concerned", "与我有关的差评"
    CLOSED = "closed", "已办结"
    ALL = "all", "全部"


class CaseFilter(forms.Form):
    """Every field may be left empty; one that cannot be read filters nothing."""

    view = forms.ChoiceField(required=False, choices=CaseView.choices)
    q = forms.CharField(label="编号、回执编号、事项或内容", required=False, max_length=60)
    kind = forms.ChoiceField(label="种类", required=False, choices=(("", "全部"), *CaseKind.choices))
    site = forms.ModelChoiceField(
        Site.objects.all(), label="办事地点", required=False, to_field_name="code", empty_label="全部地点"
    )
    department = forms.ModelChoiceField(Department.objects.all(), label="部门", required=False, empty_label="全部部门")


def asked_for(rows: QuerySet[Case], asked: dict[str, Any], *, user: StaffUser, today: date) -> QuerySet[Case]:
    """Those of `rows` that meet the cleaned data of a CaseFilter, most urgent first."""
    # Searched by what was typed even where nothing else was chosen: whoever looks for one case does not know its state.
    usual = CaseView.ALL if asked.get("q") else CaseView.OPEN
    rows = rows.filter(in_view(CaseView(asked.get("view") or usual), user, today))
    if kind := asked.get("kind"):
        rows = rows.filter(of_kind(CaseKind(kind)))
    if site := asked.get("site"):
        rows = rows.filter(Q(site=site) | Q(unit_site=site))
    if office := asked.get("department"):
        rows = rows.filter(Q(unit_department=office) | Q(matter__department=office) | Q(bundle__lead_department=office))
    return by_urgency(_about(rows, asked.get("q") or ""))


def in_view(view: CaseView, user: StaffUser, today: date) -> Q:
    """The rows that answer one of the usual questions."""
    match view:
        case CaseView.OPEN:
            return ~Q(state=CaseState.CLOSED)
        case CaseView.MINE:
            return Q(handler=user, state__in=OPEN)
        case CaseView.ASSIGN:
            return Q(state=CaseState.NEW)
        case CaseView.LATE:
            return Q(state__in=OPEN, due_on__lt=today)
        case CaseView.CALL:
            return Q(CALL_DUE)
        case CaseView.END:
            return Q(handler=user, state=CaseState.ANSWERED)
        case CaseView.CONCERNED:
            return Q(clerk=user, rating__isnull=False, appeal__isnull=True) & ~Q(state=CaseState.CLOSED)
        case CaseView.APPEAL:
            return Q(appeal__isnull=False, appeal__decision="")
        case CaseView.CLOSED:
            return Q(state=CaseState.CLOSED)
    return Q()


def by_urgency(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Not answered before answered before closed; then by the last day, the more urgent of one day first."""
    states = {CaseState.ANSWERED: 1, CaseState.CLOSED: 2}
    hurry = {Urgency.CRITICAL: 0, Urgency.URGENT: 1}
    return rows.order_by(_rank("state", states, 0), "due_on", _rank("urgency", hurry, 2), "pk")


def with_parts(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With all that a line of the list shows, in the same query."""
    return rows.select_related(
        "feedback", "rating", "problem", "matter", "bundle", "site", "unit_department", "unit_site", "handler"
    )


def _rank(field: str, ranks: dict[Any, int], otherwise: int) -> When_:
    whens = [When(**{field: value}, then=Value(rank)) for value, rank in ranks.items()]
    return When_(*whens, default=Value(otherwise), output_field=IntegerField())


def _about(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    text = text.replace("\0", "").strip()
    if len(token := read_token(text)) == TOKEN_LENGTH:
        return rows.filter(feedback__number=token)
    if found := _REF.match(text):
        return rows.filter(pk=int(found[1]))
    for word in text.split()[:_WORDS]:
        rows = rows.filter(_named(word))
    return rows


def _named(word: str) -> Q:
    named = ("matter__name", "matter__short_name", "bundle__name", "site__name")
    said = ("feedback__words", "rating__words", "problem__what")
    found = Q(matter__code__iexact=word) | Q(bundle__code__iexact=word)
    for field in (*named, *said):
        found |= Q(**{f"{field}__icontains": word})
    return found
