"""The sheet of a bundle as it would be merged now, for editors and reviewers: the same page as a matter's."""

from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.models import StaffUser
from matters.handling_places import places_for
from matters.models import Bundle, Edition
from matters.publishing import Refused
from matters.scoping import visible
from matters.tailoring import UnknownOption, parse_answers
from notices.composing import NotHandledHere
from notices.previewing import Preview, draft_bundle_edition, preview

PERMISSION = "matters.view_bundle"


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
def bundle_preview(request: HttpRequest, code: str) -> HttpResponse:
    """The page; a bundle that cannot be merged has none, its own page says why."""
    bundle = _in_scope(request, code)
    try:
        edition = draft_bundle_edition(bundle)
    except Refused:
        return redirect("admin:matters_bundle_change", bundle.pk)
    found, problem = None, ""
    try:
        found = _preview(request, edition)
    except (UnknownOption, NotHandledHere) as error:
        problem = str(error)
    query = [(name, value) for name in ("site", "a") for value in request.GET.getlist(name) if value]
    context = {
        **admin.site.each_context(request),
        "title": f"预览告知单：{bundle.name}",
        "matter": bundle,
        "edition": edition,
        "questions": edition.guide.questions,
        "places": places_for(edition.guide, bundle),
        "asked": request.GET.getlist("a"),
        "site": request.GET.get("site", ""),
        "preview": found,
        "problem": problem,
        "pdf_url": f"{reverse('bundle_preview_pdf', args=[code])}?{urlencode(query)}",
        "matter_url": reverse("admin:matters_bundle_change", args=[bundle.pk]),
        "list_url": reverse("admin:matters_bundle_changelist"),
        "list_name": "一件事",
    }
    return render(request, "notices/preview.html", context, status=400 if problem and request.GET else 200)


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def bundle_preview_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF in the page. 400 with the reason where there is no sheet."""
    try:
        found = _preview(request, draft_bundle_edition(_in_scope(request, code)))
    except (UnknownOption, NotHandledHere, Refused) as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'inline; filename="preview-{code}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(found.printed.data, content_type="application/pdf", headers=headers)


def _in_scope(request: HttpRequest, code: str) -> Bundle:
    if not isinstance(request.user, StaffUser):
        raise PermissionDenied
    return get_object_or_404(visible(Bundle.objects.all(), request.user), code=code)


def _preview(request: HttpRequest, edition: Edition) -> Preview:
    return preview(edition, parse_answers(request.GET.getlist("a")), request.GET.get("site") or None)
