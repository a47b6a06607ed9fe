"""What came by telephone or was said at a window, written down for whoever said it."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from matters.publishing import today
from notices.access import ISSUE, StaffRequest
from notices.views.request_keys import request_key
from oversight.about import about
from oversight.access import ANSWER_CASES, overseer, visible_cases
from oversight.cases.registering import RegisterForm
from oversight.models.rating import FeedbackWay
from oversight.telling_us import CannotTell, tell
from oversight.wording import in_fours


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(ISSUE, ANSWER_CASES)
@cache_control(no_store=True)
def new(request: StaffRequest) -> HttpResponse:
    """`?g=|b=|n=&s=` fill in what it is about. POST stores it and leads to its case."""
    form = RegisterForm(request.POST or None, initial={"key": secrets.token_hex(16), **_asked(request)})
    if form.is_valid():
        try:
            return _store(request, form)
        except CannotTell as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"area": "cases", "form": form, "keep_days": settings.PERSONAL_DATA_DAYS}
    return render(request, "oversight/cases/new.html", context, status=400 if form.is_bound else 200)


def _store(request: StaffRequest, form: RegisterForm) -> HttpResponse:
    given = form.cleaned_data
    what = about(
        g=given["code"], b=given["code"], n=given["code"], s=given["site"].code if given["site"] else "", day=today()
    )
    key = request_key("register", request.user.pk, *sorted((name, str(value)) for name, value in given.items()))
    said = tell(
        what,
        kind=given["kind"],
        words=given["words"],
        way=FeedbackWay.WINDOW,
        contact=form.contact,
        by=request.user,
        request_key=key,
    )
    if not visible_cases(request.user).filter(feedback=said).exists():  # a clerk hands over the receipt, others answer
        return redirect("feedback_receipt", said.number)
    messages.success(request, f"已登记。回执编号 {in_fours(said.number)}，请告诉对方：凭它查答复。")
    return redirect("oversight_case", said.case.pk)


def _asked(request: StaffRequest) -> dict[str, object]:
    given = {name: request.GET.get(name, "") for name in ("g", "b", "n")}
    site = request.GET.get("s") or (request.user.site.code if request.user.site else "")
    return {"code": given["g"] or given["b"] or given["n"], "site": site}
