"""The report of a round: page, paper and workbook."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, history
from accounts.models import StaffUser
from accounts.workbooks import new_file
from accounts.workbooks import workbook as answer
from notices.access import StaffRequest
from notices.views.papers import framed, pdf
from oversight.access import VIEW_ROUNDS, overseer, visible_rounds
from oversight.inspection.report_paper import print_report
from oversight.inspection.report_reading import report_of
from oversight.inspection.report_workbook import write_report
from oversight.models import Round


@require_safe
@overseer(VIEW_ROUNDS)
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """The report on screen."""
    begun = _round(request.user, pk)
    context = {"area": "rounds", "round": begun, "report": report_of(begun, request.user)}
    return render(request, "oversight/inspection/report.html", context)


@require_safe
@overseer(VIEW_ROUNDS)
@framed
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The same as PDF."""
    begun = _round(request.user, pk)
    printed = print_report(report_of(begun, request.user))
    return pdf(printed.data, f"检查报告 {begun.title}.pdf", cache="private, no-store")


@require_POST
@overseer(VIEW_ROUNDS)
def workbook(request: StaffRequest, pk: int) -> HttpResponse:
    """The same as xlsx. A POST, for it goes on record."""
    begun = _round(request.user, pk)
    file = new_file()
    write_report(file, report_of(begun, request.user))
    audit.record(actor=request.user, action="export", target=f"检查报告 {begun}", subject=history.subject_of(begun))
    name = f"检查报告 {begun.title} {timezone.localdate()}.xlsx"
    return answer(file, name)


def _round(user: StaffUser, pk: int) -> Round:
    return get_object_or_404(visible_rounds(user).select_related("by"), pk=pk)
