"""疑似重复 in the admin: the list of suspicions, and the page that puts two matters beside each other and merges them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from accounts.models import StaffUser
from matters.admin.base import staff
from matters.admin.field_names import place_words, row_names
from matters.duplicates import merge, rows_of, suspected, unmerge
from matters.editing import Locked
from matters.edits import edits
from matters.enums import Standing
from matters.keeping import copy_of
from matters.models import Matter
from matters.publishing import Refused
from matters.scoping import workable

SHOWN = 200
"""Suspicions on the page; the rest follows when these are settled."""
_CHANGE, _SUSPEND = "matters.change_matter", "matters.suspend_matter"


def duplicate_urls(model_admin: Any) -> list[URLPattern]:
    """The pages' addresses, below the list of matters."""
    wrap = model_admin.admin_site.admin_view
    return [
        path("duplicates/", wrap(duplicates_page), name="matters_duplicates"),
        path("<int:pk>/merge/<int:other>/", wrap(merge_page), name="matters_matter_merge"),
        path("<int:pk>/unmerge/", wrap(require_POST(unmerge_page)), name="matters_matter_unmerge"),
    ]


def duplicates_page(request: HttpRequest) -> HttpResponse:
    """Matters that may be one, the first of each group beside the others."""
    user = _merger(request)
    found = suspected(rows_of(workable(Matter.objects.all(), user)))
    merged = workable(Matter.objects.filter(merged_into__isnull=False, editions__isnull=True), user)
    context = {
        **admin.site.each_context(request),
        "opts": Matter._meta,
        "title": "疑似重复的事项",
        "suspicions": found[:SHOWN],
        "count": len(found),
        "merged": merged.select_related("merged_into").order_by("-updated_at")[:50],
    }
    return TemplateResponse(request, "admin/matters/duplicates/list.html", context)


def merge_page(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Both side by side, the choice which one stays, and the POST that merges."""
    user = _merger(request)
    matters = workable(Matter.objects.all(), user).select_related("department", "merged_into")
    pair = [get_object_or_404(matters, pk=key) for key in (pk, other)]
    refusal = None
    if request.method == "POST" and request.POST.get("stays") in {str(pk), str(other)}:
        stays, gone = sorted(pair, key=lambda matter: str(matter.pk) != request.POST["stays"])
        refusal = _merge(request, gone, stays, user)
        if refusal is None:
            return redirect("admin:matters_duplicates")
    context = {
        **admin.site.each_context(request),
        "opts": Matter._meta,
        "title": "合并重复事项",
        "pair": pair,
        "differences": _differences(*pair),
        "refusal": refusal,
    }
    return TemplateResponse(request, "admin/matters/duplicates/merge.html", context)


def unmerge_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a merge back."""
    user = _merger(request)
    matter = get_object_or_404(workable(Matter.objects.all(), user), pk=pk)
    try:
        unmerge(matter, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{matter.name}”恢复为草稿。另一个事项得到的别名没有去掉。")
    return redirect("admin:matters_matter_change", pk)


def _merger(request: HttpRequest) -> StaffUser:
    user = staff(request)
    if not (user.has_perm(_CHANGE) or user.has_perm(_SUSPEND)):
        raise PermissionDenied("您没有合并事项的权限。")
    return user


def _merge(request: HttpRequest, gone: Matter, stays: Matter, user: StaffUser) -> str | None:
    """Does it; what was refused comes back. What the public can see ends only by who may end it, a draft by who may write it."""
    is_draft = gone.standing == Standing.DRAFT
    if not user.has_perm(_CHANGE if is_draft else _SUSPEND):
        return f"您没有取消“{gone.name}”的权限，请让{'编辑' if is_draft else '审核发布人员'}来合并。"
    try:
        taught = merge(gone, stays, by=user)
    except (Refused, Locked) as refusal:
        return str(refusal)
    messages.success(request, f"“{gone.name}”（{gone.code}）已并入“{stays.name}”（{stays.code}）。")
    if not taught:
        messages.warning(request, f"“{stays.name}”正在审核，名称没有加进别名，请在审核以后自己添加。")
    return None


def _differences(one: Matter, other: Matter) -> list[tuple[str, str, str]]:
    """Field by field where the two working copies differ, in words."""
    left, right = copy_of(one), copy_of(other)
    names = row_names(left, right)
    return [(place_words(e.place, names), e.old, e.new) for e in edits(left, right) if not e.place.endswith(".order")]
