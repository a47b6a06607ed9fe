"""`/oversight/amend/`: from what was said or found to the working copy."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from notices.access import StaffRequest
from notices.listing.paging import key_of
from oversight.access import ANSWER_CASES, overseer
from oversight.amending import opening
from oversight.amending.forms import AmendForm
from oversight.amending.listing import LABELS, VIEW_AMENDMENTS, Which, amendments_for, lines_of, with_reasons
from oversight.amending.panel import panel_of
from oversight.amending.source import FIELDS, Source, page_of
from oversight.amending.subjects import source_or_404
from oversight.refusal import CannotDo

PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(opening.CHANGE)
def amend(request: StaffRequest) -> HttpResponse:
    """`?case=|finding=|shared=`: which matter (GET); with `matter`, its code, on to its page in the catalog (POST)."""
    sent = request.POST if request.method == "POST" else request.GET
    source = _source(request, sent)
    form = AmendForm(sent if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            amendment = opening.amend(source, form.cleaned_data["matter"], by=request.user)
        except CannotDo as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return redirect("admin:matters_matter_change", amendment.matter_id)
    context = {"area": "cases", "panel": panel_of(source, request.user), "form": form, "back": page_of(source)}
    return render(request, "oversight/amending/choose.html", context, status=400 if form.is_bound else 200)


@require_safe
@overseer(opening.CHANGE, VIEW_AMENDMENTS, ANSWER_CASES)
def amendments(request: StaffRequest) -> HttpResponse:
    """`/oversight/amendments/?which=`: matters opened because of something, those not published yet first of all; 30 a page."""
    asked = request.GET.get("which", "")
    which = Which(asked) if asked in set(Which) else Which.OPEN
    page = Paginator(with_reasons(amendments_for(request.user, which)), PAGE).get_page(request.GET.get("page"))
    context = {"area": "cases", "page": page, "which": which, "labels": LABELS.items(), "lines": lines_of(page)}
    return render(request, "oversight/amending/amendments.html", context)


def _source(request: StaffRequest, sent: QueryDict) -> Source:
    field = next((name for name in FIELDS.values() if sent.get(name)), "")
    pk = key_of(str(sent.get(field, "")))
    if pk is None:
        raise Http404("没有这一件。")
    return source_or_404(request.user, field, pk)
