"""To come."""

from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def search(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def guide(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
