"""The star: what this window keeps at hand. Which way it shall be is said by the button, so that a second click changes nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from matters.models import Bundle, Matter, Subject
from notices.access import ISSUE, StaffRequest, allowed
from notices.desk.favourites import CannotKeep, drop, keep


@require_POST
@allowed(ISSUE)
def star_matter(request: StaffRequest, code: str) -> HttpResponse:
    """Keep a matter at hand (`keep=1`) or no longer (`keep=0`)."""
    return _star(request, get_object_or_404(Matter.objects.known(), code=code.upper()))


@require_POST
@allowed(ISSUE)
def star_bundle(request: StaffRequest, code: str) -> HttpResponse:
    """The same for a bundle."""
    return _star(request, get_object_or_404(Bundle.objects.known(), code=code.upper()))


def _star(request: StaffRequest, subject: Subject) -> HttpResponse:
    try:
        if request.POST.get("keep") == "1":
            keep(subject, by=request.user)
            messages.success(request, f"已收藏“{subject.name}”，排在本窗口的列表前面。")
        else:
            drop(subject, by=request.user)
            messages.success(request, f"已取消收藏“{subject.name}”。")
    except CannotKeep as error:
        messages.error(request, str(error))
    return redirect(_back(request))


def _back(request: StaffRequest) -> str:
    """The page whose star it was, if it is one of the counter's."""
    page = request.POST.get("back", "")
    is_ours = page.startswith(reverse("counter")) and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else reverse("counter")
