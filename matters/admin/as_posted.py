"""A matter as the posted page would leave it, looked at and taken back: for the preview while typing and for showing a conflict."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.db import transaction
from django.http import HttpRequest, QueryDict

from matters.models import Matter

_INITIAL = "-INITIAL_FORMS"


class NotValid(Exception):
    """The page cannot be saved as it is filled in; `form` and `formsets` hold the errors."""

    def __init__(self, form: Any, formsets: list[Any]) -> None:
        self.form, self.formsets = form, formsets
        super().__init__("填写有误。")


@contextmanager
def as_posted(model_admin: Any, request: HttpRequest, matter: Matter) -> Iterator[Matter]:
    """Inside, the database holds `matter` as the posted form says; when the block ends, nothing of it is left. Raises NotValid.

    All rows are written anew: those the page was opened with may be gone, or have other keys, since somebody else saved. The matter's row is
    locked first, as `editing` does, so that the two never wait for each other.
    """
    with transaction.atomic():
        stored = Matter.objects.select_for_update().get(pk=matter.pk)
        form, formsets = _bound(model_admin, with_new_rows(request), stored)
        clear_rows(model_admin, stored)
        if not all([form.is_valid(), *(formset.is_valid() for formset in formsets)]):
            raise NotValid(form, formsets)
        filled = model_admin.save_form(request, form, change=True)
        model_admin.save_model(request, filled, form, True)
        model_admin.save_related(request, form, formsets, True)
        yield filled
        transaction.set_rollback(True)


def clear_rows(model_admin: Any, matter: Matter) -> None:
    """Delete every row of the lists on the page; only inside a transaction that is rolled back."""
    for inline in model_admin.inlines:
        inline.model._default_manager.filter(matter=matter).delete()


def with_new_rows(request: HttpRequest) -> HttpRequest:
    """The request with every row as one that is added. A paper without a code keeps the one it is known by, which comes from its row."""
    posted = _without_row_keys(request.POST)  # read before the copy is made: a request is read once
    shadow = copy(request)
    shadow.POST = posted  # type: ignore[assignment]
    return shadow


def _without_row_keys(posted: QueryDict) -> QueryDict:
    data = posted.copy()
    prefixes = [name.removesuffix(_INITIAL) for name in posted if name.endswith(_INITIAL)]
    for prefix in prefixes:
        data[f"{prefix}{_INITIAL}"] = "0"
        total = posted.get(f"{prefix}-TOTAL_FORMS", "0")
        for index in range(int(total) if total.isdecimal() else 0):
            row = f"{prefix}-{index}-"
            if prefix == "requirements" and posted.get(f"{row}id") and not posted.get(f"{row}key"):
                data[f"{row}key"] = f"r{posted[f'{row}id']}"
            data[f"{row}id"] = ""
    return data


def _bound(model_admin: Any, request: HttpRequest, matter: Matter) -> tuple[Any, list[Any]]:
    names = flatten_fieldsets(model_admin.get_fieldsets(request, matter))
    form = model_admin.get_form(request, matter, change=True, fields=names)(request.POST, instance=matter)
    formsets, _ = model_admin._create_formsets(request, form.instance, change=True)
    return form, formsets
