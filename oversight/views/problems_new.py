"""`/oversight/problems/new/`: writing down what could not be done, with the person before the glass."""

import secrets
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from matters.models import Bundle, CalendarDay, Matter, Site, Subject
from matters.publishing import today
from notices.access import StaffRequest, ledger_sites, visible_notices
from notices.desk.finding import find
from notices.desk.scanning import Scan, read_scan, read_serial
from notices.models import Notice
from notices.views.request_keys import request_key
from oversight.access import ADD_PROBLEMS, overseer
from oversight.contacts.person import Person
from oversight.enums import Urgency
from oversight.models import Problem
from oversight.problems.forms import ProblemForm
from oversight.problems.hurrying import due_days, workdays_for
from oversight.problems.registering import Told, register
from oversight.refusal import CannotDo

OFFERED = 8
"""With the person's own words nine: as many as the number keys reach."""


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(ADD_PROBLEMS)
def new(request: StaffRequest) -> HttpResponse:
    """`?q=` finds what it is about (words, a code, a scanned sheet); `?m=`, `?b=`, `?n=` or `?about=` says it; then the form."""
    notice = _notice(request, token=request.GET["n"]) if request.GET.get("n") else None
    subject = notice.subject if notice else _subject(request)
    if request.method != "POST" and not (subject or "about" in request.GET):
        return _find(request)
    return _write_down(request, subject, notice)


def _find(request: StaffRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", "").strip()
    if "live" not in request.GET and (address := _scanned(request, text)):
        return redirect(f"{reverse('oversight_problem_new')}?{urlencode(address)}")
    found = find(text, request.user.site)[:OFFERED] if text else []
    context = {"area": "problems", "text": text, "results": found, "to": reverse("oversight_problem_new")}
    is_live = "live" in request.GET
    page = "notices/counter/enquiries/_asked_results.html" if is_live else "oversight/problems/find.html"
    return render(request, page, context)


def _scanned(request: StaffRequest, text: str) -> dict[str, str] | None:
    """What the form is opened with where a sheet was scanned or its serial typed; None for anything else, and for sheets out of reach."""
    scan, serial = read_scan(text), read_serial(text)
    if scan and scan.code:
        return _of_code(scan)
    if not (serial or (scan and scan.token)):
        return None
    named = {"serial": serial} if serial else {"token": scan.token if scan else ""}
    found = visible_notices(request.user).filter(**named).only("token").first()
    return {"n": found.token} if found else None


def _of_code(scan: Scan) -> dict[str, str] | None:
    rows: Any = Bundle.objects if scan.is_bundle else Matter.objects
    return {"b" if scan.is_bundle else "m": scan.code} if rows.known().filter(code=scan.code) else None


def _write_down(request: StaffRequest, subject: Subject | None, notice: Notice | None) -> HttpResponse:
    form = ProblemForm(request.POST or None, sites=sites_of(request), initial=_first(request, notice))
    if form.is_valid():
        try:
            problem = _registered(request, form.cleaned_data, subject, notice)
        except CannotDo as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return _done(request, problem)
    context = {
        "area": "problems",
        "form": form,
        "subject": subject,
        "notice": notice,
        "urgencies": _urgencies(),
        "keep_days": settings.PERSONAL_DATA_DAYS,
    }
    return render(request, "oversight/problems/new.html", context, status=400 if form.is_bound else 200)


def _registered(request: StaffRequest, data: dict[str, Any], subject: Subject | None, notice: Notice | None) -> Problem:
    said = (request.user.pk, subject and subject.code, notice and notice.pk, *(f"{k}={data[k]}" for k in sorted(data)))
    names = ("site", "channel", "cause", "what", "wish", "window", "urgency", "at")
    told = Told(
        **{name: data[name] for name in names},
        subject=subject,
        notice=notice,
        result=data["result"] if data["when"] == "spot" else "",
    )
    person = Person(name=data["name"], phone=data["phone"], told_privacy=data["told_privacy"])
    return register(told, by=request.user, person=person, request_key=request_key(*said))


def _done(request: StaffRequest, problem: Problem) -> HttpResponse:
    case = problem.case
    due = timezone.localtime(problem.at).strftime("%H:%M") + "收到，当场办结" if problem.on_the_spot else ""
    messages.success(request, f"已登记{case.ref}：{due or f'请在{case.due_on:%Y-%m-%d}前答复'}。")
    return redirect("oversight_problem", pk=problem.pk)


def _first(request: StaffRequest, notice: Notice | None) -> dict[str, object]:
    """What the form holds at first."""
    site = request.user.site or (notice.site if notice else None)
    about = request.GET.get("about", "").replace("\0", "")
    return {
        "key": secrets.token_urlsafe(16),
        "what": about,
        "site": site.code if site else "",
        "window": request.user.window,
        "channel": "window",
        "urgency": Urgency.NORMAL,
        "when": "later",
    }


def sites_of(request: StaffRequest) -> QuerySet[Site]:
    """Where this user writes things down: a clerk at their own site, who sees more at any of those."""
    return ledger_sites(request.user).filter(is_active=True)


def _urgencies() -> list[tuple[str, str, str]]:
    """Value, word, and until when (calendar day) it would be answered, for what is told today."""
    day = today()
    days = due_days(day, CalendarDay.objects.around(day).as_calendar())
    return [(u.value, u.label, f"{days[u]:%m-%d}前，{workdays_for(u)}个工作日") for u in Urgency]


def _notice(request: StaffRequest, token: str) -> Notice:
    rows = visible_notices(request.user).select_related("matter", "bundle", "site").defer("snapshot")
    return get_object_or_404(rows, token=token[:60].replace("\0", ""))


def _subject(request: HttpRequest) -> Subject | None:
    """The matter or bundle that the address names; 404 for one that does not exist."""
    known: tuple[tuple[str, Any], ...] = (("m", Matter.objects), ("b", Bundle.objects))
    for name, rows in known:
        if code := request.GET.get(name):
            public_code = code.upper() if code.isalnum() else ""
            return cast(Subject, get_object_or_404(rows.known(), code=public_code))
    return None
