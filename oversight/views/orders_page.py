"""One correction order: how it stands, its story, and what the user may do now."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import StaffUser
from matters.publishing import today
from notices.access import StaffRequest
from oversight.access import ADD_ORDERS, overseer, visible_findings, visible_orders
from oversight.enums import OrderState
from oversight.models import CorrectionOrder
from oversight.orders.days import calendar_of, last_day, offered_day
from oversight.orders.forms import ChangeForm, DoneForm, RecheckForm
from oversight.orders.listing import lines
from oversight.orders.ordering import change, recheck, report_done
from oversight.orders.people import concerned, may_recheck, may_report, within_reach
from oversight.orders.rooms import rooms_of
from oversight.refusal import CannotDo

PARTS = (
    "finding__matter", "finding__bundle", "finding__site", "finding__notice", "finding__clerk", "finding__case",
    "finding__round", "finding__trial", "responsible__site", "ordered_by", "rechecked_by",
)  # fmt: skip


@require_safe
@login_required
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an order."""
    user: StaffUser = request.user  # type: ignore[assignment]  # login_required
    return _page(request, _order(user, pk))


@require_POST
@login_required
def order_done(request: HttpRequest, pk: int) -> HttpResponse:
    """The person responsible says what was done."""
    user: StaffUser = request.user  # type: ignore[assignment]  # login_required
    row, form = _order(user, pk), DoneForm(request.POST)
    return _do(
        request, row, "done", form, "已报告完成，等待复查。", lambda: report_done(row, by=user, **form.cleaned_data)
    )


@require_POST
@overseer(ADD_ORDERS)
def order_recheck(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody else says whether that is enough."""
    row, form = _order(request.user, pk), RecheckForm(request.POST)

    def rechecked() -> CorrectionOrder:
        said = dict(form.cleaned_data)
        return recheck(row, by=request.user, passed=said.pop("result") == "passed", **said)

    return _do(request, row, "recheck", form, "复查结果已登记。", rechecked)


@require_POST
@overseer(ADD_ORDERS)
def order_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another person or another day."""
    row = _order(request.user, pk)
    form = ChangeForm(request.POST, people=within_reach(request.user))
    return _do(request, row, "change", form, "已经改好。", lambda: change(row, by=request.user, **form.cleaned_data))


def _order(user: StaffUser, pk: int) -> CorrectionOrder:
    return get_object_or_404(visible_orders(user).select_related(*PARTS).defer("finding__notice__snapshot"), pk=pk)


def _do(
    request: HttpRequest, row: CorrectionOrder, name: str, form: Form, done: str, deed: Callable[[], CorrectionOrder]
) -> HttpResponse:
    """Do it and show the page again; where it is refused, the page with what was typed."""
    if form.is_valid():
        try:
            deed()
        except CannotDo as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, done)
            return redirect("oversight_order", pk=row.pk)
    row.refresh_from_db(fields=["state", "revision", "responsible", "due_on", "done", "done_at"])
    return _page(request, row, **{name: form})


def _page(request: HttpRequest, row: CorrectionOrder, **refused: Form) -> HttpResponse:
    user: StaffUser = request.user  # type: ignore[assignment]  # every view here asks who it is
    day = today()
    calendar = calendar_of(day)
    is_open = row.state == OrderState.OPEN
    orders_others = user.has_perm(ADD_ORDERS)
    context = {
        "area": "orders",
        "order": row,
        "finding": row.finding,
        "rooms": rooms_of(row.finding, user),
        "line": lines([row], day)[0],
        "steps": row.steps.select_related("by"),
        "may_see_finding": visible_findings(user).filter(pk=row.finding_id).exists(),
        "may_report": is_open and may_report(row, user),
        "may_recheck": row.state == OrderState.DONE and may_recheck(row, user),
        "groups": concerned(row.finding, user) if is_open and orders_others else (),
        "offered": offered_day(day, calendar),
        "day": day,
        "last_day": last_day(day, calendar),
        **{f"{name}_form": form for name, form in refused.items()},
    }
    return render(request, "oversight/orders/order.html", context, status=409 if refused else 200)
