"""The sheet of a bundle as it would be merged now, for editors and reviewers."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.models import StaffUser
from matters.models import Bundle
from matters.publishing import Refused
from matters.scoping import visible
from notices.previewing import draft_bundle_edition
from notices.views.drafts import draft_page, draft_pdf, no_sheet

PERMISSION = "matters.view_bundle"


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
def bundle_preview(request: HttpRequest, code: str) -> HttpResponse:
    """The page; a bundle that cannot be merged has none, its own page says why."""
    bundle = _in_scope(request, code)
    try:
        return draft_page(request, draft_bundle_edition(bundle), pdf_page="bundle_preview_pdf")
    except Refused:
        return redirect("admin:matters_bundle_change", bundle.pk)


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def bundle_preview_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF in it. 400 with the reason where there is no sheet."""
    try:
        return draft_pdf(request, draft_bundle_edition(_in_scope(request, code)))
    except Refused as error:
        return no_sheet(str(error))


def _in_scope(request: HttpRequest, code: str) -> Bundle:
    if not isinstance(request.user, StaffUser):
        raise PermissionDenied
    return get_object_or_404(visible(Bundle.objects.all(), request.user), code=code)
