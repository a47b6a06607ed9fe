"""The places of changes, as the audit trail says them in Chinese."""

import re

from django.core.exceptions import FieldDoesNotExist
from django.db import models

_PLACE = re.compile(r"(?P<list>\w+)\[(?P<row>.*)\](?:\.(?P<field>\w+))?$", re.DOTALL)
_ORDER = "order"


def place_words(model: type[models.Model], place: str) -> str:
    """The place of a change in the words of the forms: `申请材料 m2 · 复印件份数` for "requirements[m2].copies" of a matter.

    What the model does not know (a column that is gone) stays as it is stored.
    """
    if place.endswith(f".{_ORDER}"):
        return f"{_label(model, place.removesuffix(f'.{_ORDER}'))} · 顺序"
    found = _PLACE.match(place)
    if not found:
        return _label(model, place)
    words = f"{_label(model, found['list'])} {found['row']}"
    field, rows = found["field"], _related(model, found["list"])
    return f"{words} · {_label(rows, field) if rows else field}" if field else words


def _label(model: type[models.Model], name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if isinstance(field, models.Field):
        return str(field.verbose_name)
    related = field.related_model
    return str(related._meta.verbose_name) if isinstance(related, type) else name


def _related(model: type[models.Model], name: str) -> type[models.Model] | None:
    try:
        related = model._meta.get_field(name).related_model
    except FieldDoesNotExist:
        return None
    return related if isinstance(related, type) else None
