"""The counter: one input that finds, one page that chooses and issues."""

import secrets
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import StaffUser
from matters.enums import Standing
from matters.guide import Guide
from matters.handling_places import nearest_others, places_for
from matters.lookup import moved_to
from matters.models import Bundle, Matter, Site, Subject
from matters.place import Place
from matters.publishing import edition_in_force
from matters.site_as_place import place_of
from notices.access import ISSUE, StaffRequest, allowed, issuing_site, other_workplace, visible_notices
from notices.composing import NotHandledHere
from notices.enums import Manner
from notices.finding import LIMIT, find, usual
from notices.forms import IssueForm
from notices.issuing import CannotIssue, issue
from notices.models import Notice
from notices.preparing import Prospect, prepare
from notices.scanning import Scan, read_scan, read_serial
from notices.views.addresses import bundle_url, fresh_notice_url, issue_url, matter_url

LATEST = 8
"""How many of today's notices the desk shows."""


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The desk. Signing in ends here, so that staff without a counter are sent to where they work."""
    elsewhere = other_workplace(request.user)  # type: ignore[arg-type]
    return redirect(elsewhere) if elsewhere else _desk(request)


@allowed(ISSUE)
def _desk(request: StaffRequest) -> HttpResponse:
    user, text = request.user, request.GET.get("q", "").strip()
    if "live" in request.GET:
        return render(request, "notices/counter/_results.html", _results(text, user.site))
    scan = read_scan(text)
    if address := _straight_to(user, text, scan):
        return redirect(address)
    context = {**_results(text, user.site), "scan": scan, "serial": read_serial(text), "latest": _latest(user)}
    return render(request, "notices/counter/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def matter(request: StaffRequest, code: str) -> HttpResponse:
    """Choose the situation (in the address: `?a=question.option`), see what will be printed, issue it."""
    row = get_object_or_404(Matter.objects.exclude(standing=Standing.DRAFT), code=code.upper())
    if row.merged_into_id is not None and (moved := moved_to(row)):
        return redirect(matter_url(moved))
    return _choose(request, row)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def bundle(request: StaffRequest, code: str) -> HttpResponse:
    """The same for a 一件事: its questions are asked once for all its matters."""
    return _choose(request, get_object_or_404(Bundle.objects.exclude(standing=Standing.DRAFT), code=code.upper()))


def _choose(request: StaffRequest, row: Subject) -> HttpResponse:
    site = issuing_site(request.user, request.GET.get("site", ""))
    form = IssueForm(request.POST or None, initial={"key": secrets.token_urlsafe(16)})
    refusal = ""
    if form.is_valid() and site:
        try:
            notice = _issue(request, row, site, form.cleaned_data)
        except CannotIssue as error:
            refusal = str(error)
        else:
            return redirect(fresh_notice_url(notice.pk))
    return _subject_page(request, row, site, form, refusal)


def _results(text: str, site: Site | None) -> dict[str, object]:
    found = find(text, site) if text else usual(site)
    return {"text": text, "results": found[:LIMIT], "is_cut": len(found) > LIMIT}


def _latest(user: StaffUser) -> list[Notice]:
    """What this clerk gave out today, newest first."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = visible_notices(user).filter(clerk=user, issued_at__gte=midnight)
    return list(mine.with_parts().defer("snapshot", "edition__content")[:LATEST])


def _straight_to(user: StaffUser, text: str, scan: Scan | None) -> str | None:
    """The address a scan, a serial or an exact code leads to; None when there is a choice to make or nothing to find."""
    if scan and scan.code:
        known: Any = Bundle.objects if scan.is_bundle else Matter.objects
        page = bundle_url if scan.is_bundle else matter_url
        found = known.exclude(standing=Standing.DRAFT).filter(code=scan.code)
        return page(scan.code, scan.answers) if found else None
    if scan or read_serial(text):
        visible = visible_notices(user)
        notice = visible.filter(token=scan.token) if scan else visible.filter(serial=read_serial(text))
        return reverse("counter_notice", args=[notice[0].pk]) if notice else None
    if text and Bundle.objects.exclude(standing=Standing.DRAFT).filter(code=text.upper()):
        return bundle_url(text.upper())
    coded = Matter.objects.exclude(standing=Standing.DRAFT).coded(text)[:5] if text else []
    codes = {moved_to(found) or found.code for found in coded}
    return matter_url(codes.pop()) if len(codes) == 1 else None


def _answers(request: HttpRequest) -> dict[str, str]:
    """The answers in the address, whether or not they exist; the prospect sorts out which do."""
    pairs = [token.partition(".") for token in request.GET.getlist("a") if token]
    return {question: option for question, _, option in pairs}


def _issue(request: StaffRequest, row: Subject, site: Site, data: dict[str, str]) -> Notice:
    answers = _answers(request)
    # The page's key holds for what the page showed: going back and choosing otherwise is another notice, not the first one again.
    said = (data["key"], request.user.pk, row.code, site.pk, data["manner"], sorted(answers.items()))
    return issue(
        subject=row,
        site=site,
        clerk=request.user,
        answers=answers,
        manner=Manner(data["manner"]),
        request_key=sha256(repr(said).encode()).hexdigest(),
    )


def _subject_page(
    request: StaffRequest, row: Subject, site: Site | None, form: IssueForm, refusal: str
) -> HttpResponse:
    prospect: Prospect | None = None
    elsewhere: tuple[Place, ...] = ()
    if site is None:
        refusal = refusal or "请先选择在哪个办事地点出具。"
    else:
        try:
            prospect = prepare(row, site, _answers(request), timezone.localtime())
        except CannotIssue as error:
            refusal = refusal or str(error)
        except NotHandledHere as error:
            refusal, elsewhere = refusal or str(error), _elsewhere(row, site)
    context = {
        "matter": row,
        "department": (row.lead_department if isinstance(row, Bundle) else row.department).name,
        "site": site,
        "sites": Site.objects.filter(is_active=True) if request.user.is_superuser else (),
        "form": form,
        "manner": form["manner"].value(),
        "prospect": prospect,
        "refusal": refusal,
        "elsewhere": elsewhere,
        "plain_page": issue_url(row),
        "here": issue_url(row, _tokens(prospect), request.GET.get("site", "")),
    }
    return render(request, "notices/counter/matter.html", context, status=_status(request, prospect))


def _tokens(prospect: Prospect | None) -> tuple[str, ...]:
    asked = prospect.questions if prospect else ()
    return tuple(f"{one.question.key}.{one.chosen}" for one in asked if one.chosen)


def _status(request: HttpRequest, prospect: Prospect | None) -> int:
    """409 where issuing was refused, 400 where the address holds answers nobody knows."""
    if request.method == "POST":
        return 409
    return 400 if prospect and prospect.lost else 200


def _elsewhere(row: Subject, site: Site) -> tuple[Place, ...]:
    """The nearest sites that do handle it, to send the applicant to."""
    edition = edition_in_force(row)
    guide: Guide | None = edition.guide if edition else None
    return nearest_others(place_of(site), places_for(guide, row)) if guide else ()
