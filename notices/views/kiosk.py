"""The blank sheet for a terminal's printer: shown in a frame of the terminal's own page, which nobody else may do."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from matters.views.reading import read_only
from notices.views import blank


@read_only
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def sheet_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """`/kiosk/g/<code>/sheet.pdf?site=&a=`: what `/g/<code>/sheet.pdf` says."""
    return blank.sheet_pdf(request, code)


@read_only
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def bundle_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """`/kiosk/b/<code>/sheet.pdf?site=&a=`: what `/b/<code>/sheet.pdf` says."""
    return blank.bundle_pdf(request, code)
