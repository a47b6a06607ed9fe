"""The sheet of a working copy, for editors and reviewers: a page with the choices and the PDF in it."""

from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.models import StaffUser
from matters.handling_places import places_for
from matters.models import Edition, Matter
from matters.scoping import in_scope
from matters.tailoring import UnknownOption, parse_answers
from notices.composing import NotHandledHere
from notices.previewing import Preview, draft_edition, preview

PERMISSION = "matters.view_matter"


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
def sheet_preview(request: HttpRequest, code: str) -> HttpResponse:
    """The page; what cannot be composed is explained in place of the sheet."""
    edition = draft_edition(matter_in_scope(request, code))
    guide, found, problem = edition.guide, None, ""
    try:
        found = _preview(request, edition)
    except (UnknownOption, NotHandledHere) as error:
        problem = str(error)
    asked = request.GET.getlist("a")
    context = {
        **admin.site.each_context(request),
        "title": f"预览告知单：{guide.name}",
        "matter": edition.matter,
        "edition": edition,
        "questions": guide.questions,
        "places": places_for(guide, edition.subject),
        "asked": asked,
        "site": request.GET.get("site", ""),
        "preview": found,
        "problem": problem,
        "pdf_url": f"{reverse('sheet_preview_pdf', args=[code])}?{urlencode(_query(request))}",
        "matter_url": reverse("admin:matters_matter_change", args=[edition.matter_id]),
        "list_url": reverse("admin:matters_matter_changelist"),
        "list_name": "政务服务事项",
    }
    return render(request, "notices/preview.html", context, status=400 if problem and request.GET else 200)


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def sheet_preview_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF in the page. 400 with the reason where the choices lead to no sheet."""
    try:
        found = _preview(request, draft_edition(matter_in_scope(request, code)))
    except (UnknownOption, NotHandledHere) as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'inline; filename="preview-{code}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(found.printed.data, content_type="application/pdf", headers=headers)


def matter_in_scope(request: HttpRequest, code: str) -> Matter:
    """The matter of that code, as far as it is the user's to work on."""
    if not isinstance(request.user, StaffUser):
        raise PermissionDenied
    return get_object_or_404(in_scope(Matter.objects.all(), request.user), code=code)


def _preview(request: HttpRequest, edition: Edition) -> Preview:
    return preview(edition, parse_answers(request.GET.getlist("a")), request.GET.get("site") or None)


def _query(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name in ("site", "a") for value in request.GET.getlist(name) if value]
