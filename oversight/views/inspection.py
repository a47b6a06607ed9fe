"""Rounds: the list, one round with everything drawn for it, its end, and its draw repeated."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notices.access import StaffRequest, visible_notices
from notices.desk.scanning import read_scan, read_serial
from notices.models import Notice
from oversight.access import ADD_ROUNDS, VIEW_ROUNDS, overseer, visible_rounds
from oversight.enums import RoundKind
from oversight.inspection.criteria_words import in_words
from oversight.inspection.forms import CloseForm
from oversight.inspection.progress import progress_of
from oversight.inspection.repeating import repeat
from oversight.inspection.rounds import add_to_patrol, close, unchecked_of, unfound_of
from oversight.models import Round
from oversight.refusal import CannotDo

PAGE = 30


@require_safe
@overseer(VIEW_ROUNDS, ADD_ROUNDS)
def rounds(request: StaffRequest) -> HttpResponse:
    """`/oversight/rounds/`: newest first; `?open=1` one's own that go on."""
    rows = visible_rounds(request.user)
    if only_open := bool(request.GET.get("open")):
        rows = rows.filter(by=request.user, closed_at__isnull=True)
    unchecked = Count("drawn", filter=Q(drawn__answers=None), distinct=True)
    counted = (
        rows.annotate(size=Count("drawn", distinct=True), unchecked=unchecked).select_related("by").order_by("-pk")
    )
    page = Paginator(counted.defer("frame", "heads", "items"), PAGE).get_page(request.GET.get("page"))
    return render(request, "oversight/inspection/rounds.html", {"area": "rounds", "page": page, "only_open": only_open})


@require_safe
@overseer(VIEW_ROUNDS, ADD_ROUNDS)
def round_page(request: StaffRequest, pk: int) -> HttpResponse:
    """`/oversight/rounds/<pk>/`."""
    return _round_page(request, visible_or_404(request, pk))


@require_POST
@overseer(ADD_ROUNDS)
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """A notice by its serial, its token or what a scanner types; then its check page."""
    begun, what = visible_or_404(request, pk), request.POST.get("what", "").replace("\0", "").strip()
    try:
        return redirect("oversight_check", add_to_patrol(begun, _named(request, what), by=request.user).pk)
    except CannotDo as error:
        return _round_page(request, begun, what=what, refusal=str(error))


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(ADD_ROUNDS)
def close_round(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the summary, and that is the end of it."""
    begun = visible_or_404(request, pk)
    if begun.closed_at:
        return redirect("oversight_round", pk)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            close(begun, by=request.user, **form.cleaned_data)
            messages.success(request, "检查已经结束。")
            return redirect("oversight_round", pk)
        except CannotDo as error:
            form.add_error(error.field or None, str(error))
    left = {"unchecked": unchecked_of(begun), "unfound": unfound_of(begun)}
    context = {"area": "rounds", "round": begun, "form": form, **left}
    return render(request, "oversight/inspection/close.html", context, status=400 if form.is_bound else 200)


@require_safe
@overseer(VIEW_ROUNDS, ADD_ROUNDS)
def repeat_draw(request: StaffRequest, pk: int) -> HttpResponse:
    """`/oversight/rounds/<pk>/repeat/`: the draw once more, with the rule in words. 404 for a patrol: nothing was drawn."""
    begun = visible_or_404(request, pk)
    if begun.kind != RoundKind.SAMPLE:
        raise Http404
    context = {"area": "rounds", "round": begun, "found": repeat(begun), "criteria": in_words(begun)}
    return render(request, "oversight/inspection/repeat.html", context)


def visible_or_404(request: StaffRequest, pk: int) -> Round:
    """A round within reach."""
    return get_object_or_404(visible_rounds(request.user).select_related("by", "closed_by"), pk=pk)


def _named(request: StaffRequest, what: str) -> Notice:
    """Raises CannotDo when nothing is called so, or nothing this user may see."""
    scan, serial = read_scan(what), read_serial(what)
    by = {"token": scan.token} if scan and scan.token else {"serial": serial} if serial else None
    found = visible_notices(request.user).filter(**by).first() if by else None
    if found is None:
        raise CannotDo("没有找到这份告知单。请扫单子上的二维码，或输入完整编号、查验码。")
    return found


def _round_page(request: StaffRequest, begun: Round, *, what: str = "", refusal: str = "") -> HttpResponse:
    context = {
        "area": "rounds",
        "round": begun,
        "progress": progress_of(begun),
        "criteria": in_words(begun),
        "what": what,
        "refusal": refusal,
        "may_work": request.user.has_perm(ADD_ROUNDS) and begun.closed_at is None,
        "user_pk": request.user.pk,
    }
    return render(request, "oversight/inspection/round.html", context, status=400 if refusal else 200)
