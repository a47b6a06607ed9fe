"""The sheet of a working copy, for editors and reviewers."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.models import StaffUser
from matters.models import Matter
from matters.scoping import in_scope
from notices.previewing import draft_edition
from notices.views.drafts import draft_page, draft_pdf

PERMISSION = "matters.view_matter"


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
def sheet_preview(request: HttpRequest, code: str) -> HttpResponse:
    """The page."""
    return draft_page(request, draft_edition(matter_in_scope(request, code)), pdf_page="sheet_preview_pdf")


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def sheet_preview_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF in it."""
    return draft_pdf(request, draft_edition(matter_in_scope(request, code)))


def matter_in_scope(request: HttpRequest, code: str) -> Matter:
    """The matter of that code, as far as it is the user's to work on."""
    if not isinstance(request.user, StaffUser):
        raise PermissionDenied
    return get_object_or_404(in_scope(Matter.objects.all(), request.user), code=code)
