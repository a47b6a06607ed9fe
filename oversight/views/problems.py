"""`/oversight/problems/`: the ledger of what could not be done, as a page and as a workbook."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from accounts.workbooks import new_file, workbook
from matters.models import CalendarDay
from matters.publishing import today
from matters.workdays import WorkCalendar
from notices.access import StaffRequest, ledger_sites
from notices.listing.paging import count_up_to, slice_of
from notices.views.ledger import without
from oversight.access import VIEW_PROBLEMS, overseer, visible_problems
from oversight.models import Problem
from oversight.problems.by_colour import count_by_colour
from oversight.problems.colours import LONG_WORKDAYS, TABLE, Edges, edges
from oversight.problems.filter import ProblemFilter, filtered
from oversight.problems.lines import lines_of
from oversight.problems.workbook import write_workbook

PER_PAGE = 20
MOST = 20_000
"""Rows of one workbook."""


@require_safe
@overseer(VIEW_PROBLEMS)
def problems(request: StaffRequest) -> HttpResponse:
    """Those within reach, newest first, with how many there are of each colour."""
    seen, calendar = now()
    form = _form(request)
    asked = {name: value for name, value in form.cleaned_data.items() if name != "colour"}
    rows = filtered(visible_problems(request.user), form.cleaned_data, seen)
    page = slice_of(rows, PER_PAGE, before=request.GET.get("before", ""), after=request.GET.get("after", ""))
    counts = count_by_colour(filtered(visible_problems(request.user), asked, seen))
    query = without(request.GET, "before", "after")
    context = {
        "area": "problems",
        "form": form,
        "page": page,
        "lines": lines_of(page.keys, seen, calendar),
        "colours": [
            (shade, number, without(request.GET, "before", "after", colour=shade.value))
            for shade, number in counts.items()
        ],
        "total": sum(counts.values()),
        "query": query,
        "without_colour": without(request.GET, "before", "after", "colour"),
        "table": [(urgency, row.values()) for urgency, row in TABLE.items()],
        "long_workdays": LONG_WORKDAYS,
    }
    return render(request, "oversight/problems/problems.html", context)


@require_POST
@overseer(VIEW_PROBLEMS)
def export(request: StaffRequest) -> HttpResponse:
    """The rows that meet the filter in the address, as xlsx. A POST, for it goes on record."""
    seen, calendar = now()
    form = _form(request)
    rows = filtered(visible_problems(request.user), form.cleaned_data, seen)
    if refusal := _refusal(form, rows):
        messages.error(request, refusal)
        return redirect(f"{reverse('oversight_problems')}?{request.GET.urlencode()}")
    file = new_file()
    written = write_workbook(file, rows, seen, calendar)
    asked = {name: form.data[name] for name, value in form.cleaned_data.items() if value and name != "q"}
    audit.record(actor=request.user, action="export", target="办不成事台账", filters=asked, rows=written)
    name = f"办不成事台账 {timezone.localtime():%Y-%m-%d %H%M}.xlsx"
    return workbook(file, name)


def now() -> tuple[Edges, WorkCalendar]:
    """The edges of the colours today, and the calendar. One query."""
    day = today()
    calendar = CalendarDay.objects.around(day).as_calendar()
    return edges(day, calendar), calendar


def _form(request: StaffRequest) -> ProblemFilter:
    form = ProblemFilter(request.GET, sites=ledger_sites(request.user))
    form.is_valid()
    return form


def _refusal(form: ProblemFilter, rows: QuerySet[Problem]) -> str:
    """Why nothing is exported: a filter that cannot be read must not become the whole ledger."""
    if not form.is_valid():
        return "筛选条件有误，没有导出。请先改正。"
    count = count_up_to(rows, MOST)
    if count > MOST:
        return f"符合条件的超过{MOST}件，没有导出。请缩小日期范围，分几次导出。"
    return "" if count else "没有符合条件的，没有导出。"
