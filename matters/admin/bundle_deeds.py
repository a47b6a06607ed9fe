"""Publishing, suspending, resuming, retiring a bundle: one page each, that asks once and does it by POST. Merging again is one click."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from matters import bundling
from matters.admin.base import staff
from matters.admin.bundle_panel import panel
from matters.admin.told_before import told_before
from matters.bundle_flags import merge_again
from matters.bundle_forms import BundleDeedForm, BundlePublishForm, BundleReasonForm, MergeAgainForm
from matters.enums import Standing
from matters.models import Bundle
from matters.publishing import Refused
from matters.scoping import why_not

PERMISSION = "matters.publish_bundle"


@dataclass(frozen=True)
class BundleDeed:
    """Something that changes what the public sees of a bundle. `run` does it and raises publishing.Refused."""

    name: str
    title: str
    explanation: str
    standings: frozenset[Standing]
    form: type[BundleDeedForm]
    run: Callable[..., object]

    @property
    def url_name(self) -> str:
        return f"matters_bundle_{self.name}"

    def is_open_to(self, user: Any, bundle: Bundle) -> bool:
        """Whether `user` may do it to a bundle in its present state."""
        return may_publish(user, bundle) and bundle.standing in self.standings


DEEDS = (
    BundleDeed(
        "publish",
        "发布",
        "把各事项现行的内容合并成这件事的新一版。发布以后公开页面、二维码和告知单都按这一版。",
        frozenset({Standing.DRAFT, Standing.LIVE, Standing.SUSPENDED}),
        BundlePublishForm,
        bundling.publish_bundle,
    ),
    BundleDeed(
        "suspend",
        "暂停办理",
        "暂停期间公开页面会写明原因，窗口不能出具告知单；可以随时恢复。各事项仍可分别办理。",
        frozenset({Standing.LIVE}),
        BundleReasonForm,
        bundling.suspend,
    ),
    BundleDeed(
        "resume", "恢复办理", "按现行版本恢复办理。", frozenset({Standing.SUSPENDED}), BundleDeedForm, bundling.resume
    ),
    BundleDeed(
        "retire",
        "取消",
        "取消以后不能恢复，公开页面会写明原因。各事项仍可分别办理。",
        frozenset({Standing.LIVE, Standing.SUSPENDED}),
        BundleReasonForm,
        bundling.retire,
    ),
)


def may_publish(user: Any, bundle: Bundle) -> bool:
    """Whether `user` decides on that bundle."""
    return user.has_perm(PERMISSION) and not why_not(bundle, user)


def bundle_deed_urls(model_admin: Any) -> list[URLPattern]:
    """One address a deed, below the bundle's."""
    wrap = model_admin.admin_site.admin_view
    pages = [path(f"<int:pk>/{d.name}/", wrap(partial(_deed_page, model_admin, d)), name=d.url_name) for d in DEEDS]
    again = require_POST(partial(_merge_again, model_admin))
    return [*pages, path("<int:pk>/merge-again/", wrap(again), name="matters_bundle_merge_again")]


def bundle_url(bundle: Bundle) -> str:
    """The bundle's page in the admin."""
    return reverse("admin:matters_bundle_change", args=[bundle.pk])


def decided_bundle(model_admin: Any, request: HttpRequest, pk: int) -> Bundle:
    """The bundle, for somebody who may decide on it. Raises Http404 and PermissionDenied."""
    bundle: Bundle = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied("您没有发布一件事的权限。")
    if reason := why_not(bundle, request.user):
        raise PermissionDenied(reason)
    return bundle


def _deed_page(model_admin: Any, deed: BundleDeed, request: HttpRequest, pk: int) -> HttpResponse:
    """The page that asks, and the POST that does it; a refusal is shown with what is missing."""
    bundle = decided_bundle(model_admin, request, pk)
    is_allowed = bundle.standing in deed.standings
    state = panel(bundle) if deed.name == "publish" else None
    seen = {"seen": state.merged.seen} if state and state.merged else {}
    form = deed.form(request.POST if request.method == "POST" else None, bundle=bundle, initial=seen)
    refusal = None
    if is_allowed and form.is_valid():
        refusal = _carry_out(deed, request, bundle, form.cleaned_data)
        if refusal is None:
            return redirect(bundle_url(bundle))
    context = {
        **admin.site.each_context(request),
        "opts": Bundle._meta,
        "title": f"{deed.title}：{bundle.name}",
        "deed": deed,
        "bundle": bundle,
        "bundle_url": bundle_url(bundle),
        "form": form,
        "obstacle": "" if is_allowed else f"“{bundle.name}”当前是“{bundle.get_standing_display()}”，不能{deed.title}。",
        "panel": state,
        "refusal": refusal,
    }
    return TemplateResponse(request, "admin/matters/bundle/deed.html", context)


def _carry_out(deed: BundleDeed, request: HttpRequest, bundle: Bundle, given: dict[str, Any]) -> Refused | None:
    try:
        deed.run(bundle, by=staff(request), **given)
    except Refused as refusal:
        return refusal
    more = told_before(request, bundle) if deed.name == "publish" else ""
    messages.success(request, format_html("“{}”：{}完成。{}", bundle.name, deed.title, more))
    return None


def _merge_again(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """“重新合并并发布”: one click, with the note that the page had filled in."""
    bundle = decided_bundle(model_admin, request, pk)
    form = MergeAgainForm(request.POST, bundle=bundle)
    note = form.cleaned_data["change_note"] if form.is_valid() else ""
    merge_and_tell(request, bundle, note)
    return redirect("admin:matters_bundle_flagged" if "from_list" in request.POST else bundle_url(bundle))


def merge_and_tell(request: HttpRequest, bundle: Bundle, note: str = "") -> bool:
    """Merge again, and say on the next page what came of it."""
    try:
        edition = merge_again(bundle, by=staff(request), change_note=note)
    except Refused as refusal:
        messages.error(request, f"“{bundle.name}”没有发布：{refusal}")
        return False
    start = edition.effective_from
    words = f"“{bundle.name}”已重新合并，第{edition.number}版自{start:%Y}年{start.month}月{start.day}日起施行。"
    messages.success(request, format_html("{}{}", words, told_before(request, bundle)))
    return True
