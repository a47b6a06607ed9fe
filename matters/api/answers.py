"""Data as JSON with an ETag, sent again only when they changed."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from matters.api.problems import JSON, Problem
from matters.plain import digest
from matters.views.caching import page_version, tagged

REFUSED = {400: Problem, 429: Problem}
"""What any address may answer instead, for the description."""
UNKNOWN = {**REFUSED, 404: Problem}


def answer(request: HttpRequest, known: Sequence[object], make: Callable[[], object]) -> HttpResponse:
    """`make()` as JSON; it is not called when the caller has it already. `known` is all that it depends on beside the address."""
    fingerprint = digest([page_version(), request.get_full_path(), *map(str, known)])
    return tagged(request, fingerprint, lambda: as_json(make()))


def answer_hashed(request: HttpRequest, value: object) -> HttpResponse:
    """A small value as JSON, told apart by its own bytes."""
    response = as_json(value)
    return tagged(request, sha256(response.content).hexdigest(), lambda: response)


def as_json(value: Any) -> HttpResponse:
    """UTF-8; dates and times in ISO 8601."""
    return HttpResponse(msgspec.json.encode(value), content_type=JSON)
