"""The blank sheet for anybody."""

from django.http import HttpRequest, HttpResponse


def sheet_pdf(request: HttpRequest, code: str) -> HttpResponse:
    raise NotImplementedError
