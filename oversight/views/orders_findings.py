"""One finding: what was found, and the order that follows from it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import StaffUser
from matters.publishing import today
from notices.access import StaffRequest
from oversight.access import ADD_ORDERS, overseer, visible_findings
from oversight.models import CorrectionOrder, Finding
from oversight.orders.days import calendar_of, last_day, offered_day
from oversight.orders.forms import OrderForm
from oversight.orders.ordering import order
from oversight.orders.people import concerned, within_reach
from oversight.orders.rooms import rooms_of
from oversight.refusal import CannotDo


@require_safe
@login_required
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found, its order, and the way to one. Whoever must mend it reads it, whatever else they may."""
    user: StaffUser = request.user  # type: ignore[assignment]  # login_required
    return _page(request, _finding(user, pk))


@require_POST
@overseer(ADD_ORDERS)
def give_order(request: StaffRequest, pk: int) -> HttpResponse:
    """Order the correction of a finding."""
    row = _finding(request.user, pk)
    form = OrderForm(request.POST, people=within_reach(request.user))
    if form.is_valid():
        try:
            given = order(row, by=request.user, **form.cleaned_data)
        except CannotDo as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, f"{given}已下达给{given.responsible.public_name}。")
            return redirect("oversight_order", pk=given.pk)
    return _page(request, row, form)


def _page(request: HttpRequest, row: Finding, form: OrderForm | None = None) -> HttpResponse:
    user: StaffUser = request.user  # type: ignore[assignment]  # every view here asks who it is
    day = today()
    given = CorrectionOrder.objects.filter(finding=row).select_related("responsible", "ordered_by").first()
    may_order = given is None and user.has_perm(ADD_ORDERS)
    calendar = calendar_of(day)
    context = {
        "area": "orders",
        "finding": row,
        "rooms": rooms_of(row, user),
        "question": _question(row),
        "order": given,
        "form": form,
        "may_order": may_order,
        "groups": concerned(row, user) if may_order else (),
        "offered": offered_day(day, calendar),
        "day": day,
        "last_day": last_day(day, calendar),
    }
    return render(request, "oversight/orders/finding.html", context, status=409 if form else 200)


def _finding(user: StaffUser, pk: int) -> Finding:
    parts = ("matter", "bundle", "site", "notice", "clerk", "by", "case", "round", "trial", "drawn")
    return get_object_or_404(visible_findings(user).select_related(*parts).defer("notice__snapshot"), pk=pk)


def _question(row: Finding) -> str:
    items = row.round.items if row.round else ()
    return next((item["question"] for item in items if item["key"] == row.item), "")
