"""The check sheet of the office: what it asks, and the product's own put back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from notices.access import StaffRequest
from oversight.access import ADD_ROUNDS, CHANGE_CHECK_SHEET, VIEW_ROUNDS, keeps_check_sheet, overseer
from oversight.inspection.automatic import LABELS
from oversight.inspection.items import restore_default
from oversight.models import CheckItem


@require_safe
@overseer(VIEW_ROUNDS, ADD_ROUNDS, CHANGE_CHECK_SHEET)
def check_sheet(request: StaffRequest) -> HttpResponse:
    """`/oversight/check-sheet/`: the questions of the next round, and those that rest."""
    rows = [(item, LABELS.get(item.auto, "")) for item in CheckItem.objects.all()]
    context = {"area": "rounds", "rows": rows, "keeps": keeps_check_sheet(request.user)}
    return render(request, "oversight/inspection/check_sheet.html", context)


@require_POST
@overseer(CHANGE_CHECK_SHEET)
def restore(request: StaffRequest) -> HttpResponse:
    """恢复默认检查表."""
    if not keeps_check_sheet(request.user):
        raise PermissionDenied("检查表是全区共用的，请联系中心的督查人员修改。")
    changed = restore_default(by=request.user)
    messages.success(request, f"已恢复默认检查表，改动{changed}个问题。" if changed else "检查表已是默认的，没有改动。")
    return redirect("oversight_check_sheet")
