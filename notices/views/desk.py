"""The counter's desk: one input that takes anything, and what this window keeps at hand."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import StaffUser
from matters.lookup import moved_to
from matters.models import Bundle, Matter
from matters.publishing import midnight, today
from notices.access import ISSUE, StaffRequest, allowed, other_workplace, visible_notices
from notices.affairs.waiting import lines, waiting_at
from notices.corrections.outdated import to_correct
from notices.desk.at_hand import at_hand
from notices.desk.favourites import favourite_keys
from notices.desk.finding import LIMIT, digits_of_codes, find
from notices.desk.reminding import reminders
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
        "reminders": reminders(user, today()),
    }


def _results(text: str, user: StaffUser) -> dict[str, object]:
    """What was found for the words, or without any what is at hand."""
    found = find(text, user.site) if text else []
    return {
        "text": text,
        "code_digits": digits_of_codes(text),
        "results": found[:LIMIT],
        "is_cut": len(found) > LIMIT,
        "groups": [] if text else at_hand(user),
        "kept": favourite_keys(user),
    }


def _latest(user: StaffUser) -> list[Notice]:
    """What this clerk gave out today, newest first."""
    mine = visible_notices(user).filter(clerk=user, issued_at__gte=midnight(today()))
    return list(mine.with_parts().defer("snapshot", "edition__content", "follows__snapshot")[:LATEST])


def _straight_to(user: StaffUser, text: str, scan: Scan | None) -> str | None:
    """The address a scan, a serial or an exact code leads to; None when there is a choice to make or nothing to find."""
    if scan and scan.code:
        return _printed_on_a_blank_sheet(scan)
    if scan and scan.slip:
        return slip_address(scan.slip)
    if scan or read_serial(text):
        name = {"token": scan.token} if scan else {"serial": read_serial(text)}
        notice = visible_notices(user).filter(**name).only("pk").first()
        return reverse("counter_notice", args=[notice.pk]) if notice else None
    return _coded(text) if text else None


def _printed_on_a_blank_sheet(scan: Scan) -> str | None:
    """The page of that matter or bundle with the answers the sheet was printed for."""
    if scan.is_bundle:
        return bundle_url(scan.code, scan.answers) if Bundle.objects.known().filter(code=scan.code) else None
    return matter_url(scan.code, scan.answers) if Matter.objects.known().filter(code=scan.code) else None


def _coded(text: str) -> str | None:
    """The page of what has exactly that code."""
    if Bundle.objects.known().filter(code=text.upper()):
        return bundle_url(text.upper())
    codes = {moved_to(found) or found.code for found in Matter.objects.known().coded(text)[:5]}
    return matter_url(codes.pop()) if len(codes) == 1 else None
