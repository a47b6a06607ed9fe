"""To come."""

from django.http import HttpRequest, HttpResponse


def desk(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def matter(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
