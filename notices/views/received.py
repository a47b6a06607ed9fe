"""The citizen's phone confirms that a document was received."""

from contextlib import suppress

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.addresses import client_address
from notices.chain import read_token
from notices.enums import ReceiptHow
from notices.models import Notice
from notices.receiving.forms import ReceiverForm
from notices.receiving.receipts import CannotConfirm, confirm

PER_MINUTE = 60
"""Confirmations from one address in a minute: a whole hall may share one, nobody presses that often."""


@require_POST
@cache_control(no_store=True)
def received(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/<token>/received/`: who has the paper (or its link) says that they have it; then the paper's page again, which says when."""
    notice = get_object_or_404(Notice.objects.with_parts(), token=read_token(token))
    form = ReceiverForm(request.POST)
    if not form.is_valid():
        return redirect("notice", token=notice.token)
    if _too_many(request):
        return render(request, "notices/verification_busy.html", {"notice": notice}, status=429)
    with suppress(CannotConfirm):  # void meanwhile: the page says so
        confirm(notice, how=ReceiptHow.PHONE, receiver=form.cleaned_data["receiver"])
    return redirect("notice", token=notice.token)


def _too_many(request: HttpRequest) -> bool:
    key = f"received:{client_address(request)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:  # ran out between the two lines
        return False
