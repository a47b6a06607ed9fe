"""Public pages that only show something."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = TypeVar("View", bound=Callable[..., Any])


def read_only(view: View) -> View:
    """GET and HEAD. As nothing is written, a POST is told 405 instead of being asked for a token."""
    return csrf_exempt(require_safe(view))
