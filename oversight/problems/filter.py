"""Which of the things that could not be done somebody asks for."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet, TextChoices

from matters.models import Department, Site
from matters.publishing import midnight
from notices.listing.paging import key_of
from notices.listing.period import PeriodFields
from oversight.enums import CaseState, ProblemCause
from oversight.models import Problem
from oversight.problems.by_colour import with_colour
from oversight.problems.colours import DONE, Colour, Edges

_WORDS = 5


class Progress(TextChoices):
    """States of the cases, and the two questions that are asked most."""

    OPEN = "open", "未答复"
    LATE = "late", "已逾期"
    NEW = CaseState.NEW.value, CaseState.NEW.label
    ASSIGNED = CaseState.ASSIGNED.value, CaseState.ASSIGNED.label
    ANSWERED = CaseState.ANSWERED.value, CaseState.ANSWERED.label
    CLOSED = CaseState.CLOSED.value, CaseState.CLOSED.label


class ProblemFilter(PeriodFields):
    """Every field may be left empty. One that cannot be read says so and filters nothing."""

    q = forms.CharField(label="编号、事项或内容", required=False, max_length=200)
    state = forms.ChoiceField(label="状态", required=False, choices=(("", "全部"), *Progress.choices))
    cause = forms.ChoiceField(label="原因", required=False, choices=(("", "全部"), *ProblemCause.choices))
    colour = forms.ChoiceField(label="四色", required=False, choices=(("", "全部"), *Colour.choices))
    site = forms.ModelChoiceField(
        Site.objects.none(), label="办事地点", required=False, to_field_name="code", empty_label="全部地点"
    )
    department = forms.ModelChoiceField(Department.objects.none(), label="部门", required=False, empty_label="全部部门")

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
        self.fields["department"].queryset = Department.objects.all()  # type: ignore[attr-defined]

    @property
    def more_is_asked(self) -> bool:
        """Whether any of the less common fields is filled in."""
        return any(self.data.get(name) for name in ("site", "department", "since", "until"))


def filtered(rows: QuerySet[Problem], asked: dict[str, Any], seen: Edges) -> QuerySet[Problem]:
    """The rows that meet the cleaned data of a ProblemFilter; all carry their colour (`shade`)."""
    rows = with_colour(_told(rows, asked), seen, only=asked.get("colour") or "")
    if state := asked.get("state"):
        rows = rows.filter(_in_state(Progress(state), seen.today))
    if department := asked.get("department"):
        rows = rows.filter(of_department(department))
    for word in (asked.get("q") or "").split()[:_WORDS]:
        rows = rows.filter(_holding(word))
    return rows


def of_department(department: Department) -> Q:
    """What is about its matters or the bundles it leads, and what it must answer."""
    about = Q(matter__department=department) | Q(bundle__lead_department=department)
    return about | Q(case__unit_department=department)


def _told(rows: QuerySet[Problem], asked: dict[str, Any]) -> QuerySet[Problem]:
    if since := asked.get("since"):
        rows = rows.filter(at__gte=midnight(since))
    if until := asked.get("until"):
        rows = rows.filter(at__lt=midnight(until + timedelta(days=1)))
    for name in ("cause", "site"):
        if value := asked.get(name):
            rows = rows.filter(**{name: value})
    return rows


def _in_state(state: Progress, today: date) -> Q:
    if state == Progress.OPEN:
        return ~Q(case__state__in=DONE)
    if state == Progress.LATE:
        return ~Q(case__state__in=DONE) & Q(case__due_on__lt=today)
    return Q(case__state=state.value)


def _holding(word: str) -> Q:
    """Words are looked for in what was told and in the names of what it was about; a number (12, 办不成事〔2026〕12号) is also that of a case."""
    word = word.replace("\0", "")
    named = Q(matter__name__icontains=word) | Q(bundle__name__icontains=word) | Q(matter__code__iexact=word)
    found = named | Q(what__icontains=word) | Q(wish__icontains=word)
    number = word.rpartition("〕")[2].removesuffix("号")
    if key := key_of(number):
        found |= Q(case__pk=key)
    return found
