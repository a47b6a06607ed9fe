"""A form that was sent twice is one row: its `request_key` was made with the page."""

from typing import TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def already(model: type[M], request_key: str | None) -> M | None:
    """The row that was stored with that key; None without a key."""
    return model._default_manager.filter(request_key=request_key).first() if request_key else None
