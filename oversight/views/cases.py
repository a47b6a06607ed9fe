"""意见办理: the list, and the page of one case."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from matters.models import CalendarDay
from matters.publishing import today
from notices.access import ISSUE, StaffRequest
from oversight.access import ANSWER_CASES, VIEW_CASES, overseer, visible_cases
from oversight.cases.listing import CaseFilter, CaseView, asked_for, with_parts
from oversight.cases.page import page_of
from oversight.cases.showing import lines_of
from oversight.models import Case

PER_PAGE = 20


@require_safe
@overseer(ISSUE, VIEW_CASES, ANSWER_CASES)
def cases(request: StaffRequest) -> HttpResponse:
    """`?view=&q=&kind=&site=&department=&page=`: what one may see, most urgent first."""
    day, form = today(), CaseFilter(request.GET)
    form.is_valid()
    rows = asked_for(visible_cases(request.user), form.cleaned_data, user=request.user, today=day)
    page = Paginator(with_parts(rows), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "area": "cases",
        "form": form,
        "page": page,
        "lines": lines_of(page, day, CalendarDay.objects.around(day).as_calendar()),
        "views": CaseView.choices,
        "view": form.cleaned_data.get("view") or (CaseView.ALL if form.cleaned_data.get("q") else CaseView.OPEN),
        "is_filtered": any(form.cleaned_data.get(name) for name in ("q", "kind", "site", "department")),
    }
    return render(request, "oversight/cases/cases.html", context)


@require_safe
@overseer(ISSUE, VIEW_CASES, ANSWER_CASES)
@cache_control(no_store=True)
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """What was said, who must answer until when, and its story."""
    return show(request, case_or_404(request, pk))


def case_or_404(request: StaffRequest, pk: int) -> Case:
    """One that this user sees."""
    return get_object_or_404(_whole(visible_cases(request.user)), pk=pk)


def show(request: StaffRequest, row: Case, forms: Mapping[str, Form] | None = None, status: int = 200) -> HttpResponse:
    """The page; `forms` are those that were refused, by the name of their deed."""
    context = {"area": "cases", **page_of(row, request.user, today(), forms or {})}
    return render(request, "oversight/cases/case.html", context, status=status)


def _whole(rows: QuerySet[Case]) -> QuerySet[Case]:
    notices = [f"{source}__notice__edition" for source in ("feedback", "rating", "problem")]
    people = ("clerk", "answered_by", "matter__department", "bundle__lead_department", "feedback__edition")
    return with_parts(rows).select_related(*notices, *people, "contact")
