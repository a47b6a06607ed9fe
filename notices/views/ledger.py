"""To come."""

from django.http import HttpRequest, HttpResponse


def notices(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def notice(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def notice_pdf(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def reprint(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def void_notice(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
