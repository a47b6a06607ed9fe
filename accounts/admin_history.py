"""What an admin page changes is noted field by field, and its history page shows it. For flat rows; a matter's own changes are noted by
`matters.editing`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts import history
from accounts.models import AuditEntry
from accounts.place_words import place_words
from accounts.words import action_words, detail_words

PER_PAGE = 25
LONG = 80
"""Characters from which a value is folded away on the history page."""
_BEFORE = "_fields_before"
Snapshot = dict[str, dict[str, str]]
"""What a row and the rows of its inlines hold: "" is the row itself, "hours[12]" one of a list, with "=" for what it is called."""


class KeepsHistory(ModelAdmin):  # type: ignore[type-arg]
    """For a ModelAdmin: every addition, change and removal is noted in its own transaction.

    `notes_changes` is False where changes are noted elsewhere; additions and removals are noted all the same.
    """

    notes_changes = True

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and self.notes_changes:
            stored = type(obj)._default_manager.get(pk=obj.pk)
            setattr(request, _BEFORE, snapshot(stored, self._lists(request, stored)))
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.note(request, "create", obj, changed({}, snapshot(obj, self._lists(request, obj))))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        before = getattr(request, _BEFORE, None)
        if before is not None:
            stored = type(obj)._default_manager.get(pk=obj.pk)
            changes = changed(before, snapshot(stored, self._lists(request, stored)))
            if changes:
                self.note(request, self.action_for(changes), obj, changes)
        return super().log_change(request, obj, message)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            self.note(request, "delete", obj, _removed(snapshot(obj, self._lists(request, obj))))
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            for row in queryset:
                self.note(request, "delete", row, _removed(snapshot(row, self._lists(request, row))))
            super().delete_queryset(request, queryset)

    def action_for(self, changes: Iterable[Mapping[str, str]]) -> str:
        """What a change is called in the trail."""
        return "edit"

    def note(self, request: HttpRequest, action: str, row: Model, changes: Iterable[Mapping[str, str]] = ()) -> None:
        """Put it on record as done on this page by whoever is signed in."""
        history.note(actor=request.user, action=action, row=row, changes=changes, via="页面编辑")  # type: ignore[arg-type]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The entries of one row, newest first, a page at a time."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return TemplateResponse(
            request, "admin/object_history.html", self._history_context(request, row) | (extra_context or {})
        )

    def _history_context(self, request: HttpRequest, row: Model) -> dict[str, Any]:
        page = Paginator(history.entries_of(row), PER_PAGE).get_page(request.GET.get("p"))
        return {
            **self.admin_site.each_context(request),
            "title": f"修改历史：{row}",
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural),
            "object": row,
            "page": page,
            "entries": [told(self.places_of(row), entry) for entry in page],
            "long": LONG,
        }

    def places_of(self, row: Model) -> Callable[[str], str]:
        """How the places of changes of `row` are said on its history page."""
        return partial(place_words, type(row))

    def _lists(self, request: HttpRequest, row: Model) -> list[tuple[str, QuerySet[Any]]]:
        """The rows of the page's inlines, under the name they have on the parent."""
        return list(_inline_rows(self.get_inline_instances(request, row), row))


def _inline_rows(inlines: Iterable[Any], row: Model) -> Iterator[tuple[str, QuerySet[Any]]]:
    accessors = {relation.related_model: relation.get_accessor_name() for relation in row._meta.related_objects}
    for inline in inlines:
        name = accessors.get(inline.model)
        if name:
            yield name, getattr(row, name).all()


def snapshot(row: Model, lists: Iterable[tuple[str, QuerySet[Any]]] = ()) -> Snapshot:
    """A stored row and the rows of its lists, as texts."""
    found = {"": _told_fields(row, set())}
    for name, rows in lists:
        for part in rows:
            found[f"{name}[{part.pk}]"] = {"=": f"{name}[{part}]", **_told_fields(part, _parents(part, row))}
    return found


def changed(before: Snapshot, after: Snapshot) -> list[dict[str, str]]:
    """What differs, as `history.note` takes it: fields of the row, rows of lists that were added, changed or removed."""
    changes = _filled(history.differences(before.get("", {}), after[""]))
    for key in [*before, *(key for key in after if key not in before)]:
        if key:
            changes += _part_changes(before.get(key), after.get(key))
    return changes


def told(place_in_words: Callable[[str], str], entry: AuditEntry) -> dict[str, Any]:
    """One entry for the page: `action` and `changes` in words, `via` how it came about, `more` whatever else is known."""
    detail = dict(entry.detail)
    return {
        "at": entry.at,
        "actor": entry.actor,
        "action": action_words(entry.action),
        "via": detail.pop("via", ""),
        "changes": [
            {**change, "place": place_in_words(change.get("place", ""))} for change in detail.pop("changes", [])
        ],
        "more": "；".join(
            f"{detail_words(name)}：{value}" for name, value in detail.items() if value and name != "revision"
        ),
    }


def _told_fields(row: Model, without: set[str]) -> dict[str, str]:
    return {name: text for name, text in history.fields_of(row).items() if name not in {"id", *without}}


def _parents(part: Model, row: Model) -> set[str]:
    return {field.name for field in part._meta.concrete_fields if field.related_model is type(row)}


def _part_changes(before: dict[str, str] | None, after: dict[str, str] | None) -> list[dict[str, str]]:
    """A row of a list that was added (no `before`), removed (no `after`) or changed."""
    if before is None or after is None:
        row = after or before or {}
        text = "、".join(value for name, value in row.items() if value and name != "=")
        return [{"place": row["="], "old": "" if after else text, "new": text if after else ""}]
    place = after.pop("=")
    before.pop("=")
    return [{**change, "place": f"{place}.{change['place']}"} for change in history.differences(before, after)]


def _filled(changes: list[dict[str, str]]) -> list[dict[str, str]]:
    return [change for change in changes if change["old"] or change["new"]]


def _removed(gone: Snapshot) -> list[dict[str, str]]:
    """What a removed row held."""
    return _filled([{"place": c["place"], "old": c["new"], "new": ""} for c in changed({}, gone)])
