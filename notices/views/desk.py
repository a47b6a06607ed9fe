"""The counter's desk: one input that takes anything, and what this window keeps at hand."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import StaffUser
from matters.enums import Standing
from matters.lookup import moved_to
from matters.models import Bundle, Matter
from matters.publishing import today
from notices.access import ISSUE, StaffRequest, allowed, other_workplace, visible_notices
from notices.affairs.waiting import lines, waiting_at
from notices.corrections.outdated import to_correct
from notices.desk.at_hand import at_hand
from notices.desk.favourites import favourite_keys
from notices.desk.finding import LIMIT, find
from notices.desk.scanning import Scan, read_scan, read_serial
from notices.desk.today import today_at
from notices.models import Notice
from notices.views.addresses import bundle_url, matter_url
from notices.views.arriving import slip_address

LATEST = 5
"""How many of today's notices the desk shows."""

URGENT = 5
"""How many of the affairs that wait."""


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The desk. Signing in ends here, so that staff without a counter are sent to where they work."""
    elsewhere = other_workplace(request.user)  # type: ignore[arg-type]
    return redirect(elsewhere) if elsewhere else _desk(request)


@allowed(ISSUE)
def _desk(request: StaffRequest) -> HttpResponse:
    user, text = request.user, request.GET.get("q", "").replace("\0", "").strip()
    if "live" in request.GET:
        return render(request, "notices/counter/desk/_results.html", _results(text, user))
    scan = read_scan(text)
    if address := _straight_to(user, text, scan):
        return redirect(address)
    context = {**_results(text, user), **_beside(user), "scan": scan, "serial": read_serial(text)}
    return render(request, "notices/counter/desk/desk.html", context)


def _beside(user: StaffUser) -> dict[str, object]:
    """What the column beside the list shows; its parts stand in `_beside.html`."""
    return {
        "latest": _latest(user),
        "waiting": lines(waiting_at(user)[:URGENT]),
        "today": today_at(user, user.site) if user.site else None,
        "to_correct": to_correct(user.site, today()) if user.site else 0,
    }


def _results(text: str, user: StaffUser) -> dict[str, object]:
    """What was found for the words, or without any what is at hand."""
    found = find(text, user.site) if text else []
    return {
        "text": text,
        "results": found[:LIMIT],
        "is_cut": len(found) > LIMIT,
        "groups": [] if text else at_hand(user),
        "kept": favourite_keys(user),
    }


def _latest(user: StaffUser) -> list[Notice]:
    """What this clerk gave out today, newest first."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = visible_notices(user).filter(clerk=user, issued_at__gte=midnight)
    return list(mine.with_parts().defer("snapshot", "edition__content", "follows__snapshot")[:LATEST])


def _straight_to(user: StaffUser, text: str, scan: Scan | None) -> str | None:
    """The address a scan, a serial or an exact code leads to; None when there is a choice to make or nothing to find."""
    if scan and scan.code:
        known: Any = Bundle.objects if scan.is_bundle else Matter.objects
        page = bundle_url if scan.is_bundle else matter_url
        found = known.exclude(standing=Standing.DRAFT).filter(code=scan.code)
        return page(scan.code, scan.answers) if found else None
    if scan and scan.slip:
        return slip_address(scan.slip)
    if scan or read_serial(text):
        visible = visible_notices(user)
        notice = visible.filter(token=scan.token) if scan else visible.filter(serial=read_serial(text))
        return reverse("counter_notice", args=[notice[0].pk]) if notice else None
    if text and Bundle.objects.exclude(standing=Standing.DRAFT).filter(code=text.upper()):
        return bundle_url(text.upper())
    coded = Matter.objects.exclude(standing=Standing.DRAFT).coded(text)[:5] if text else []
    codes = {moved_to(found) or found.code for found in coded}
    return matter_url(codes.pop()) if len(codes) == 1 else None
