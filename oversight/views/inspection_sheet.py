"""The check sheet of the office: what it asks, and the product's own put back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from notices.access import StaffRequest
from oversight.access import ADD_ROUNDS, VIEW_ROUNDS, overseer
from oversight.inspection.automatic import LABELS
from oversight.inspection.items import restore_default
from oversight.models import CheckItem

CHANGE_ITEMS = "oversight.change_checkitem"


@require_safe
@overseer(VIEW_ROUNDS, ADD_ROUNDS, CHANGE_ITEMS)
def check_sheet(request: StaffRequest) -> HttpResponse:
    """`/oversight/check-sheet/`: the questions of the next round, and those that rest."""
    rows = [(item, LABELS.get(item.auto, "")) for item in CheckItem.objects.all()]
    return render(request, "oversight/inspection/check_sheet.html", {"area": "rounds", "rows": rows})


@require_POST
@overseer(CHANGE_ITEMS)
def restore(request: StaffRequest) -> HttpResponse:
    """恢复默认检查表."""
    changed = restore_default(by=request.user)
    messages.success(request, f"已恢复默认检查表，改动{changed}个问题。" if changed else "检查表已是默认的，没有改动。")
    return redirect("oversight_check_sheet")
