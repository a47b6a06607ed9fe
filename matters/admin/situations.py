"""“情形” of a matter: its questions beside what they decide over, a matrix to tick, the flow as a picture, all outcomes. One form, one save."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from matters import storing
from matters.admin import opening
from matters.admin.base import staff
from matters.admin.conflict import Unsaved, conflict_page
from matters.admin.overview import Pointer
from matters.admin.saving import LOST_MARK
from matters.admin.situations_context import marks_of, shown
from matters.admin.situations_typed import problems_of, read_fates, read_typed
from matters.editing import Conflict, Locked, editing
from matters.freezing import freeze, ready_to_freeze
from matters.keeping import copy_of
from matters.models import Matter
from matters.situations.draft import Draft, draft_of
from matters.situations.settling import Settled, settle
from matters.working_copy import WorkingCopy

VIA = "情形编辑"


def situations_urls(model_admin: Any) -> list[URLPattern]:
    """The page's address, below the matter's."""
    view = model_admin.admin_site.admin_view(partial(situations_page, model_admin))
    return [path("<int:pk>/situations/", view, name="matters_matter_situations")]


def situations_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """The page, and its save."""
    matter = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, matter):
        raise PermissionDenied
    if request.method == "POST":
        return _save(model_admin, request, matter)
    copy = copy_of(matter)
    return _show(model_admin, request, matter, copy, draft_of(copy), mark=opening.token(matter))


def _save(model_admin: Any, request: HttpRequest, matter: Matter) -> HttpResponse:
    """Stores what was typed; or the page again with what is wrong or to be decided; or both sides where somebody else saved meanwhile."""
    if not model_admin.has_change_permission(request, matter):
        raise PermissionDenied("您没有修改这个事项的权限。")
    mark = request.POST.get("opened", "")
    opened = opening.read(matter, mark)
    base = opened.copy if opened else copy_of(matter)
    draft = read_typed(request.POST, base)
    problems = problems_of(draft)
    settled = settle(base, draft, read_fates(request.POST))
    asked = settled if _must_ask(request, settled) else None
    if problems or asked:
        return _show(model_admin, request, matter, base, draft, mark=mark, problems=problems, asked=asked)
    if opened is None:
        return _both_sides(request, matter, None, settled.copy, LOST_MARK)
    return _stored(request, matter, opened, settled.copy)


def _must_ask(request: HttpRequest, settled: Settled) -> bool:
    """Whether rows lose options and the editor has not yet seen exactly that, and decided."""
    confirmed = request.POST.get("confirmed", "").split()
    return not settled.is_decided or not marks_of(settled).issubset(confirmed)


def _decided(request: HttpRequest, asked: Settled | None) -> dict[str, str]:
    """Fates chosen before that the page does not ask about again, to be sent along."""
    named = {row.place for row in asked.losing} if asked else set()
    return {place: fate for place, fate in read_fates(request.POST).items() if place not in named}


def _stored(request: HttpRequest, matter: Matter, opened: opening.Opened, mine: WorkingCopy) -> HttpResponse:
    try:
        with editing(matter, by=staff(request), via=VIA, opened=opened.revision) as locked:
            storing.store(locked, copy_of(locked), mine)
    except Conflict:
        return _both_sides(request, matter, opened, mine)
    except Locked as locked:
        return _both_sides(request, matter, opened, mine, f"{locked}您的修改没有保存，列在下面。")
    except (storing.Unknown, IntegrityError) as refusal:
        return _both_sides(request, matter, opened, mine, f"不能保存：{refusal}")
    if mine == opened.copy:
        messages.info(request, "您没有改动。")
    else:
        messages.success(request, f"“{matter.name}”的情形已保存。")
    return _again(matter)


def _both_sides(
    request: HttpRequest, matter: Matter, opened: opening.Opened | None, mine: WorkingCopy, problem: str = ""
) -> HttpResponse:
    """What was typed against what is stored; straight back where there is nothing to decide."""
    matter = Matter.objects.get(pk=matter.pk)
    is_stored = mine == copy_of(matter)
    if is_stored or (opened and mine == opened.copy and not problem):
        messages.info(request, "内容已经保存。" if is_stored else "您没有改动。别人保存的最新内容如下。")
        return _again(matter)
    unsaved = Unsaved(base=opened.copy if opened else None, mine=mine, seen=matter.revision)
    seen = opened.revision if opened else matter.revision
    return conflict_page(request, matter, unsaved, opened=seen, problem=problem)


def _again(matter: Matter) -> HttpResponse:
    return redirect("admin:matters_matter_situations", matter.pk)


def _show(
    model_admin: Any,
    request: HttpRequest,
    matter: Matter,
    base: WorkingCopy,
    draft: Draft,
    *,
    mark: str,
    problems: list[Pointer] | None = None,
    asked: Settled | None = None,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        **shown(request, freeze(ready_to_freeze().get(pk=matter.pk)), base, draft, asked),
        "is_nav_sidebar_enabled": False,  # the matrix needs the room
        "opts": Matter._meta,
        "title": f"情形：{matter.name}",
        "matter": matter,
        "original": matter,
        "matter_url": reverse("admin:matters_matter_change", args=[matter.pk]),
        "preview_url": reverse("sheet_preview", args=[matter.code]),
        "may_change": model_admin.has_change_permission(request, matter),
        "locked": model_admin.lock_of(request, matter),
        "opened": mark,
        "problems": problems or [],
        "decided": _decided(request, asked),
    }
    return TemplateResponse(request, "admin/matters/situations/page.html", context)
