"""Withdrawing a document: what that means is said before, for it cannot be undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from notices.access import VOID, StaffRequest, allowed, workable_notices
from notices.affairs.standing import STAGES
from notices.desk.standing_in import acting_for
from notices.enums import Decision
from notices.models import Notice
from notices.void_form import VoidForm
from notices.voiding import CannotVoid, obstacle_to_voiding, standing_letters, standing_without, void


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(VOID)
def void_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for the reason (GET), withdraw it (POST)."""
    row = get_object_or_404(workable_notices(request.user).with_parts().defer("snapshot"), pk=pk)
    form = VoidForm(request.POST if request.method == "POST" else None, kind=row.kind)
    if form.is_valid():
        try:
            void(row, by=request.user, reason=form.cleaned_data["words"], acting_for=acting_for(request))
        except CannotVoid as error:
            if not error.field:
                messages.error(request, str(error))
                return redirect("counter_notice", pk=pk)
            form.add_error(error.field, str(error))
        else:
            messages.success(request, f"{row.serial} 已作废。请把纸质单收回。")
            return redirect("counter_notice", pk=pk)
    return render(
        request, "notices/counter/voiding/void.html", _context(row, form), status=400 if form.is_bound else 200
    )


def _context(row: Notice, form: VoidForm) -> dict[str, object]:
    """The obstacle with the letters that make it, or how the affair would stand."""
    obstacle = "" if row.is_void else obstacle_to_voiding(row)
    before = standing_without(row) if row.visit_id else None
    return {
        "notice": row,
        "form": form,
        "obstacle": obstacle,
        "letters": standing_letters(row) if obstacle else (),
        "stage_before": STAGES[Decision(before.decision)] if before else "",
    }
