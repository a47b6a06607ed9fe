"""PDFs as answers: with a name for who saves them, and in a frame of our own pages."""

from typing import ParamSpec, cast

from csp.constants import SELF
from csp.decorators import csp
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from notices.access import StaffView

P = ParamSpec("P")


def framed(view: StaffView[P]) -> StaffView[P]:
    """Pages of ours may show it. No other rule of the content security policy: a PDF viewer needs its own styles."""
    ours_only = csp({"frame-ancestors": [SELF]})
    return cast(StaffView[P], xframe_options_sameorigin(ours_only(view)))  # type: ignore[arg-type]  # typed for views without arguments


def pdf(data: bytes, name: str, *, cache: str) -> HttpResponse:
    """Shown, not saved; `name` is proposed where somebody saves it, `cache` is the Cache-Control."""
    headers = {"Content-Disposition": content_disposition_header(False, name) or "inline", "Cache-Control": cache}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
