"""签收 at the counter: stubs scanned one after the other, the stub in hand, the pad, and the handwriting looked at."""

import base64

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from notices.access import ISSUE, StaffRequest, allowed, may_work_on, workable_notices, workable_or_404
from notices.desk.standing_in import acting_for
from notices.enums import ReceiptHow
from notices.models import Notice, Signature
from notices.personal.sealing import CannotUnseal
from notices.receiving.forms import ReceiveForm, SignForm, StubPhotoForm
from notices.receiving.receipts import CannotConfirm, attach_photo, confirm, look_at
from notices.receiving.strokes import HEIGHT, WIDTH, path_of
from notices.receiving.stub_photos import MEDIA_TYPE
from notices.receiving.stubs import Outcome, confirmed_today, scan_stub, unsigned_today

UNSIGNED = 50
"""How many of today's unsigned sheets the stub page lists."""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def stubs(request: StaffRequest) -> HttpResponse:
    """Scan stub after stub. A script sends `live` and gets the one line about it; without one the page comes back with it."""
    if request.method == "POST":
        scanned = scan_stub(request.POST.get("line", "")[:300], by=request.user, acting_for=acting_for(request))
        if "live" in request.POST:
            return render(request, "notices/counter/receiving/_stub_scan.html", {"scanned": scanned})
        level = {Outcome.RECEIVED: messages.SUCCESS, Outcome.ALREADY: messages.INFO}.get(
            scanned.outcome, messages.WARNING
        )
        messages.add_message(request, level, scanned.words)
        return redirect("stubs")
    window = (acting_for(request) or request.user).window
    unsigned = unsigned_today(request.user, window=window).with_parts().defer("snapshot", "edition__content")
    context = {"window": window, "confirmed": confirmed_today(request.user), "unsigned": unsigned[:UNSIGNED]}
    return render(request, "notices/counter/receiving/stubs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def receive(request: StaffRequest, pk: int) -> HttpResponse:
    """The stub is signed, or the applicant would not sign (`?how=refused`, with a note)."""
    row = workable_or_404(request.user, pk)
    form = ReceiveForm(request.POST or None, initial={"how": request.GET.get("how", ReceiptHow.STUB)})
    if form.is_valid() and _confirmed(request, row, form, ReceiptHow(form.cleaned_data["how"])):
        return redirect("counter_notice", pk=pk)
    context = {"notice": row, "form": form}
    return render(request, "notices/counter/receiving/receive.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
@cache_control(no_store=True)
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """The pad: written with pen, finger or mouse."""
    row = workable_or_404(request.user, pk)
    form = SignForm(request.POST or None)
    if form.is_valid() and _confirmed(request, row, form, ReceiptHow.PAD):
        return redirect("counter_notice", pk=pk)
    context = {"notice": row, "form": form, "width": WIDTH, "height": HEIGHT}
    return render(request, "notices/counter/receiving/sign.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def stub_photo(request: StaffRequest, pk: int) -> HttpResponse:
    """A photo to go with a receipt that is confirmed."""
    row = get_object_or_404(workable_notices(request.user).filter(receipt__isnull=False).with_parts(), pk=pk)
    form = StubPhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            kept = attach_photo(row.receipt, form.cleaned_data["photo"], by=request.user)
        except CannotConfirm as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "存根照片已保存。" if kept else "已经有存根照片，没有替换。")
            return redirect("counter_notice", pk=pk)
    context = {"notice": row, "form": form}
    return render(request, "notices/counter/receiving/stub_photo.html", context, status=400 if form.is_bound else 200)


@require_POST
@allowed(ISSUE)
@cache_control(no_store=True)
def signature(request: StaffRequest, pk: int) -> HttpResponse:
    """The handwriting, shown in the answer itself and nowhere else: looking goes on record, so it is no GET."""
    row = workable_or_404(request.user, pk)
    kept = get_object_or_404(Signature, receipt__notice=row, erased_at__isnull=True)
    context: dict[str, object] = {"notice": row, "receipt": kept.receipt, "width": WIDTH, "height": HEIGHT}
    try:
        seen = look_at(kept, by=request.user)
    except CannotUnseal as error:
        context["trouble"] = str(error)
    else:
        context["path"] = path_of(seen.strokes)
        context["photo"] = f"data:{MEDIA_TYPE};base64,{base64.b64encode(seen.photo).decode()}" if seen.photo else ""
    return render(request, "notices/counter/receiving/signature.html", context)


def receipt_panel(request: StaffRequest, row: Notice) -> dict[str, object]:
    """What `_receipt.html` shows on the notice's page."""
    receipt = getattr(row, "receipt", None)
    kept = Signature.objects.filter(receipt=receipt).defer("strokes_sealed", "photo_sealed") if receipt else ()
    return {
        "receipt": receipt,
        "signature": next(iter(kept), None),
        "may_work": may_work_on(request.user, row),
    }


def _confirmed(request: StaffRequest, row: Notice, form: ReceiveForm | SignForm, how: ReceiptHow) -> bool:
    """Whether it is on record now; what stands against it goes to the form."""
    said = {name: form.cleaned_data[name] for name in form.fields if name != "how"}
    try:
        done = confirm(row, how=how, by=request.user, acting_for=acting_for(request), **said)
    except CannotConfirm as error:
        form.add_error("note" if isinstance(form, ReceiveForm) else "strokes", str(error))
        return False
    messages.add_message(request, messages.SUCCESS if done.is_new else messages.INFO, done.sentence)
    return True
