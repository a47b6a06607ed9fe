"""When somebody else saved the matter meanwhile: both changes side by side, and a conscious choice. Nothing typed is lost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from accounts import history
from accounts.models import AuditEntry, StaffUser
from matters import storing
from matters.admin.base import staff
from matters.admin.field_names import place_words, row_names
from matters.editing import Conflict, Locked, editing
from matters.edits import edits
from matters.keeping import copy_of
from matters.models import Matter
from matters.plain import from_plain, to_plain
from matters.three_way import Merged, merge3
from matters.working_copy import WorkingCopy

_SALT = "matters.conflict"
CHOICES = {"merge": "页面编辑（合并）", "overwrite": "页面编辑（覆盖）"}
"""What may be chosen, and how the history calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """One editor's work that is not in the database: `base` is what they opened (None: unknown), `seen` the revision they were shown against it."""

    base: WorkingCopy | None
    mine: WorkingCopy
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One field that somebody changed, in words; `by_both` when the other side changed it too."""

    place: str
    old: str
    new: str
    by_both: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """One save of somebody else."""

    entry: AuditEntry
    touched: list[Touched]


def conflict_urls(model_admin: Any) -> list[URLPattern]:
    """Where the choice is sent."""
    view = model_admin.admin_site.admin_view(partial(resolve, model_admin))
    return [path("<int:pk>/resolve/", view, name="matters_matter_resolve")]


def conflict_page(
    request: HttpRequest, matter: Matter, unsaved: Unsaved, *, opened: int, problem: str = ""
) -> HttpResponse:
    """Both sides and the choices, with status 409. `opened` is the revision the editor saw; `problem` what stopped the last choice."""
    theirs = copy_of(matter)
    base, mine = unsaved.base, unsaved.mine
    merged = merge3(base, mine, theirs) if base else Merged(mine, ())
    names = row_names(mine, theirs)
    kept = {"matter": matter.pk, "seen": matter.revision, "base": to_plain(base), "mine": to_plain(mine)}
    context = {
        **admin.site.each_context(request),
        "opts": Matter._meta,
        "title": f"没有保存：{matter.name}",
        "matter": matter,
        "matter_url": _page_of(matter),
        "resolve_url": reverse("admin:matters_matter_resolve", args=[matter.pk]),
        "meanwhile": [Meanwhile(e, list(_entry_words(e, merged, names))) for e in _since(matter, opened)],
        "mine": list(_edit_words(edits(base or theirs, mine), merged, names)),
        "base_known": base is not None,
        "clashes": merged.clashes,
        "undone": len(edits(mine, theirs)),
        "unsaved": signing.dumps(kept | {"opened": opened}, salt=_salt(request), compress=True),
        "problem": problem,
    }
    return TemplateResponse(request, "admin/matters/matter/conflict.html", context, status=409)


def resolve(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out the choice, against exactly what was shown: a further save by others shows the page again."""
    matter = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_change_permission(request, matter):
        raise PermissionDenied
    found = _unsaved(request, matter)
    choice = request.POST.get("choice", "")
    if found is None or choice not in CHOICES:
        messages.error(request, "没有收到要保存的内容，请在事项页面上重新修改。")
        return redirect(_page_of(matter))
    unsaved, opened = found
    try:
        _carry_out(matter, unsaved, choice, staff(request))
    except (Conflict, Locked, storing.Unknown, IntegrityError) as refusal:
        matter.refresh_from_db()
        return conflict_page(request, matter, unsaved, opened=opened, problem=_reason(refusal))
    messages.success(
        request, f"“{matter.name}”已保存。{'双方的修改都在。' if choice == 'merge' else '对方的修改已被覆盖。'}"
    )
    return redirect(_page_of(matter))


def _carry_out(matter: Matter, unsaved: Unsaved, choice: str, by: StaffUser) -> None:
    with editing(matter, by=by, via=CHOICES[choice], opened=unsaved.seen) as locked:
        stored = copy_of(locked)
        wanted = merge3(unsaved.base, unsaved.mine, stored).copy if choice == "merge" and unsaved.base else unsaved.mine
        storing.store(locked, stored, wanted)


def _reason(refusal: Exception) -> str:
    if isinstance(refusal, IntegrityError):
        return "合在一起的内容互相矛盾，不能保存（如补交期限只能用于“容缺后补”的材料）。请查看最新内容，再改一次。"
    if isinstance(refusal, Conflict):
        return "在您选择的时候又有人保存了这个事项，请再看一遍。"
    return str(refusal)


def _unsaved(request: HttpRequest, matter: Matter) -> tuple[Unsaved, int] | None:
    """What the page kept, and the revision once opened; None when it is missing or not this editor's."""
    try:
        kept = signing.loads(request.POST.get("unsaved", ""), salt=_salt(request))
    except signing.BadSignature:
        return None
    if kept["matter"] != matter.pk:
        return None
    base = from_plain(WorkingCopy, kept["base"]) if kept["base"] else None
    unsaved = Unsaved(base=base, mine=from_plain(WorkingCopy, kept["mine"]), seen=kept["seen"])
    return unsaved, kept["opened"]


def _salt(request: HttpRequest) -> str:
    return f"{_SALT}.{request.user.pk}"


def _since(matter: Matter, opened: int) -> Iterable[AuditEntry]:
    """What was saved after `opened`, oldest first; as `editing.Conflict.since`, at any later time."""
    entries = history.entries_of(matter).order_by("id")
    return [entry for entry in entries if entry.detail.get("revision", 0) > opened]


def _entry_words(entry: AuditEntry, merged: Merged, names: Mapping[str, str]) -> Iterator[Touched]:
    for change in entry.detail.get("changes", ()):
        yield _touched(change["place"], change["old"], change["new"], merged, names)


def _edit_words(found: Iterable[Any], merged: Merged, names: Mapping[str, str]) -> Iterator[Touched]:
    for edit in found:
        yield _touched(edit.place, edit.old, edit.new, merged, names)


def _touched(place: str, old: str, new: str, merged: Merged, names: Mapping[str, str]) -> Touched:
    by_both = any(
        place == clash or place.startswith(f"{clash}.") or clash.startswith(f"{place}.") for clash in merged.clashes
    )
    return Touched(place=place_words(place, names), old=old, new=new, by_both=by_both)


def _page_of(matter: Matter) -> str:
    return reverse("admin:matters_matter_change", args=[matter.pk])
