"""`/oversight/figures/month/`: the monthly report on screen, on paper and as a workbook."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from accounts.workbooks import new_file, workbook
from notices.access import ISSUE, StaffRequest
from notices.views.papers import framed, pdf
from oversight.access import VIEW_FIGURES, overseer
from oversight.figures.asked import Asked
from oversight.figures.asking import asked_of
from oversight.figures.monthly import MonthlyReport, report
from oversight.figures.monthly_paper import print_monthly
from oversight.figures.periods import Period, month_of
from oversight.figures.whom import address_of, choices
from oversight.figures.workbook import write_tables
from oversight.refusal import CannotDo


@require_safe
@overseer(ISSUE, VIEW_FIGURES)
def month(request: StaffRequest) -> HttpResponse:
    """`?month=2026-10&of=`: last month and all that the user may see, where nothing is said."""
    period, asked, found = _report(request)
    context = {
        "area": "figures",
        "report": found,
        "asked": asked,
        "of": address_of(asked),
        "period": period,
        "choices": choices(request.user),
        "only_own": not request.user.has_perm(VIEW_FIGURES),
    }
    return render(request, "oversight/figures/month.html", context)


@require_safe
@overseer(ISSUE, VIEW_FIGURES)
@framed
def paper(request: StaffRequest) -> HttpResponse:
    """The same as PDF."""
    found = _report(request)[2]
    return pdf(print_monthly(found).data, f"{found.title}.pdf", cache="private, no-store")


@require_POST
@overseer(ISSUE, VIEW_FIGURES)
def export(request: StaffRequest) -> HttpResponse:
    """The same as xlsx. A POST, for it goes on record."""
    _, _, found = _report(request)
    file = new_file()
    write_tables(file, found.title, found.tables, found.definitions)
    audit.record(actor=request.user, action="export", target="统计月报", whose=found.whose, month=found.month)
    return workbook(file, f"{found.title}.xlsx")


def _report(request: StaffRequest) -> tuple[Period, Asked, MonthlyReport]:
    """What the address asks for. Raises Http404 for what is out of reach."""
    now = timezone.localtime()
    period = month_of(request.GET.get("month", ""), now.date())
    asked = asked_of(request.GET, request.user, period.since, period.until)
    try:
        return period, asked, report(asked, request.user, made_at=now)
    except CannotDo as refused:
        raise Http404(str(refused)) from refused
