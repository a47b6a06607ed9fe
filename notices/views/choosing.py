"""Where a sheet is issued: choose the situation, see what will be printed, press the button."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from matters.guide import Guide
from matters.handling_places import nearest_others, places_for
from matters.lookup import moved_to
from matters.models import Bundle, Matter, Site, Subject
from matters.place import Place
from matters.publishing import edition_in_force
from matters.site_as_place import place_of
from notices.access import ISSUE, StaffRequest, allowed, issuing_site, workable_notices
from notices.composing import NotHandledHere
from notices.desk.favourites import is_kept
from notices.desk.forms import IssueForm
from notices.desk.preparing import Prospect, prepare
from notices.desk.standing_in import acting_for
from notices.enums import Manner
from notices.issuing import CannotIssue, issue
from notices.models import Notice
from notices.views.addresses import fresh_notice_url, issue_url, matter_url, star_url
from notices.views.arriving import led_here, received_with
from notices.views.request_keys import request_key


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def matter(request: StaffRequest, code: str) -> HttpResponse:
    """Choose the situation (in the address: `?a=question.option`), see what will be printed, issue it."""
    row = get_object_or_404(Matter.objects.known(), code=code.upper())
    if row.merged_into_id is not None and (moved := moved_to(row)):
        return redirect(matter_url(moved))
    return _choose(request, row)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def bundle(request: StaffRequest, code: str) -> HttpResponse:
    """The same for a 一件事: its questions are asked once for all its matters."""
    return _choose(request, get_object_or_404(Bundle.objects.known(), code=code.upper()))


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
            received_with(request, notice)
            return redirect(fresh_notice_url(notice.pk))
    return _subject_page(request, row, site, form, refusal)


def _decided(request: HttpRequest) -> dict[str, str]:
    """What the address (`?a=question.option`) says of each question, whether or not it exists; the prospect sorts out which do.

    A question left open on purpose (`?a=question.`) stands without an option.
    """
    pairs = [token.rpartition(".") for token in request.GET.getlist("a") if token]
    return {question: option for question, _, option in pairs}


def _answers(request: HttpRequest) -> dict[str, str]:
    return {question: option for question, option in _decided(request).items() if option}


def _issue(request: StaffRequest, row: Subject, site: Site, data: dict[str, str]) -> Notice:
    answers = _answers(request)
    said = (data["key"], request.user.pk, row.code, site.pk, data["manner"], sorted(answers.items()))
    return issue(
        subject=row,
        site=site,
        clerk=request.user,
        answers=answers,
        manner=Manner(data["manner"]),
        request_key=request_key(*said),
        acting_for=acting_for(request),
        replaces=_older(request, row),
    )


def _older(request: StaffRequest, row: Subject) -> Notice | None:
    """The sheet on the same subject whose place this one takes (`?instead=`); None where somebody else has replaced it by now."""
    asked = request.GET.get("instead", "")
    of = {"bundle": row} if isinstance(row, Bundle) else {"matter": row}
    open_sheets = workable_notices(request.user).still_open()
    return open_sheets.filter(pk=int(asked), **of).first() if asked.isdecimal() and len(asked) < 19 else None


def _subject_page(
    request: StaffRequest, row: Subject, site: Site | None, form: IssueForm, refusal: str
) -> HttpResponse:
    prospect, objection, elsewhere = _look_ahead(request, row, site)
    context = {
        "matter": row,
        "department": (row.lead_department if isinstance(row, Bundle) else row.department).name,
        "site": site,
        "sites": Site.objects.filter(is_active=True) if request.user.is_superuser else (),
        "form": form,
        "manner": form["manner"].value(),
        "prospect": prospect,
        "refusal": refusal or objection,
        "elsewhere": elsewhere,
        "is_kept": is_kept(row, request.user),
        "star": star_url(row),
        **_whereabouts(request, row, prospect),
    }
    return render(request, "notices/counter/choosing/matter.html", context, status=_status(request, prospect))


def _look_ahead(
    request: StaffRequest, row: Subject, site: Site | None
) -> tuple[Prospect | None, str, tuple[Place, ...]]:
    """What would be told; else why nothing would, and where it would."""
    if site is None:
        return None, "请先选择在哪个办事地点出具。", ()
    answers = _answers(request)
    left = _decided(request).keys() - answers.keys()
    try:
        return prepare(row, site, answers, timezone.localtime(), left), "", ()
    except CannotIssue as error:
        return None, str(error), ()
    except NotHandledHere as error:
        return None, str(error), _elsewhere(row, site)


def _whereabouts(request: StaffRequest, row: Subject, prospect: Prospect | None) -> dict[str, object]:
    """The addresses of this page, of one answer before and of the first one; who was led here and the older sheet go along."""
    led, older = led_here(request), _older(request, row)
    tokens = prospect.tokens if prospect else ()
    along = (request.GET.get("site", ""), led.token if led else "", older.pk if older else None)
    return {
        "led": led,
        "older": older,
        "plain_page": issue_url(row),
        "here": issue_url(row, tokens, *along),
        "before": issue_url(row, tokens[:-1], *along) if tokens else "",
    }


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
