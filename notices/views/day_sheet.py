"""The day sheet of a site: on screen and on paper."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from matters.models import Site
from notices.access import ISSUE, VIEW, StaffRequest, allowed, ledger_sites
from notices.day_sheets.day_sheet import day_sheet, without_rows
from notices.day_sheets.form import DaySheetForm
from notices.day_sheets.paper import print_day_sheet
from notices.enums import Manner
from notices.views.papers import framed, pdf

ON_SCREEN = 100
"""Rows the page shows; the paper has all of them."""
ON_PAPER = 400
"""Rows of one PDF: one document is set at a time, and no applicant shall wait for a sheet because of a register. A window tells some 200 a day."""


@require_safe
@allowed(ISSUE, VIEW)
def page(request: StaffRequest) -> HttpResponse:
    """`/counter/day/`: the rows, totals and heads of a day (`?date=&site=&who=`)."""
    form, asked = _asked(request)
    sheet = day_sheet(request.user, *asked) if asked else None
    context = {
        "form": form,
        "sheet": sheet,
        "rows": sheet.rows[:ON_SCREEN] if sheet else (),
        "manners": Manner.labels,
        "query": request.GET.urlencode(),
        "sees_several": request.user.has_perm(VIEW),
    }
    return render(request, "notices/counter/day_sheets/day_sheet.html", context)


@require_safe
@allowed(ISSUE, VIEW)
@framed
def paper(request: StaffRequest) -> HttpResponse:
    """The same as PDF."""
    _, asked = _asked(request)
    if asked is None:
        return redirect(f"{reverse('day_sheet')}?{request.GET.urlencode()}")
    site, day, _ = asked
    printed = print_day_sheet(without_rows(day_sheet(request.user, *asked), ON_PAPER))
    return pdf(printed.data, f"日清单 {site.name} {day}.pdf", cache="private, no-store")


def _asked(request: StaffRequest) -> tuple[DaySheetForm, tuple[Site, date, str] | None]:
    """The form, and what it asks for: by default today, at the own site or the first one. None where a field cannot be read or there is no site."""
    user, sites = request.user, ledger_sites(request.user)
    form = DaySheetForm(request.GET, sites=sites)
    if not form.is_valid():
        return form, None
    asked = form.cleaned_data
    site = asked["site"] or sites.filter(staff=user).first() or sites.first()
    return form, (site, asked["date"] or timezone.localdate(), asked["who"]) if site else None
