"""The POST of a matter's page: through `editing`, never over somebody else's save, never into a locked matter."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from matters.admin import opening
from matters.admin.as_posted import NotValid, as_posted, clear_rows, with_new_rows
from matters.admin.base import staff
from matters.admin.conflict import Unsaved, conflict_page
from matters.editing import Conflict, Locked, editing, require_open
from matters.keeping import copy_of
from matters.models import Matter
from matters.working_copy import WorkingCopy

VIA = "页面编辑"
LOST_MARK = "这个页面打开时的标记已经失效，无法知道您打开以后有没有人改过。"
Page = Callable[[HttpRequest], HttpResponse]


def save_page(model_admin: Any, request: HttpRequest, matter: Matter, page: Page) -> HttpResponse:
    """Let `page` (the admin's own view) save `matter`, noted field by field; or the page that shows both sides."""
    if not model_admin.has_change_permission(request, matter):
        raise PermissionDenied
    opened = opening.read(matter, request.POST.get("opened", ""))
    if opened is None:
        return _not_saved(model_admin, request, matter, None, page, LOST_MARK)
    try:
        with editing(matter, by=staff(request), via=VIA, opened=opened.revision):
            return page(request)
    except Conflict:
        return _not_saved(model_admin, request, matter, opened, page)
    except Locked as locked:
        return _not_saved(model_admin, request, matter, opened, page, f"{locked}您的修改没有保存，列在下面。")


def lock_reason(matter: Matter) -> str:
    """Why the working copy must not be changed now; empty when it may."""
    try:
        require_open(matter)
    except Locked as locked:
        return str(locked)
    return ""


def _not_saved(
    model_admin: Any,
    request: HttpRequest,
    matter: Matter,
    opened: opening.Opened | None,
    page: Page,
    problem: str = "",
) -> HttpResponse:
    """What was typed against what is stored; the page itself with its errors where it cannot be saved at all."""
    try:
        with as_posted(model_admin, request, matter) as filled:
            mine = copy_of(filled)
    except NotValid:
        return _shown_again(model_admin, request, matter, page)
    matter = Matter.objects.get(pk=matter.pk)
    if mine == copy_of(matter) or (not problem and opened and mine == opened.copy):
        return _nothing_to_save(request, matter, mine)
    unsaved = Unsaved(base=opened.copy if opened else None, mine=mine, seen=matter.revision)
    seen = opened.revision if opened else matter.revision
    return conflict_page(request, matter, unsaved, opened=seen, problem=problem)


def _shown_again(model_admin: Any, request: HttpRequest, matter: Matter, page: Page) -> HttpResponse:
    """The page with its errors, and nothing saved. Rows are shown as added ones, since those they came from may be gone."""
    with transaction.atomic():
        clear_rows(model_admin, matter)
        answer = page(with_new_rows(request))
        transaction.set_rollback(True)
    return answer


def _nothing_to_save(request: HttpRequest, matter: Matter, mine: WorkingCopy) -> HttpResponse:
    """A second click on save, or a page saved untouched after somebody else's save."""
    same = mine == copy_of(matter)
    messages.info(request, "内容已经保存。" if same else "您没有改动。别人保存的最新内容如下。")
    return redirect("admin:matters_matter_change", matter.pk)
