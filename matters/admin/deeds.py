"""Submitting, suspending, resuming, retiring: one page each, that asks once and does it by POST. Publishing is done on the review's page."""

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

from matters import publishing, reviewing
from matters.admin.base import staff
from matters.admin.overview import overview, pointers
from matters.enums import Standing
from matters.forms import DeedForm, ReasonForm, RetireForm
from matters.models import Matter, Review
from matters.review_forms import SubmitForm
from matters.scoping import why_not


@dataclass(frozen=True)
class Deed:
    """Something that changes what the public sees of a matter. `run` does it and raises publishing.Refused."""

    name: str
    title: str
    explanation: str
    permission: str
    standings: frozenset[Standing]
    form: type[DeedForm]
    run: Callable[..., object]
    needs_no_review: bool = False

    @property
    def url_name(self) -> str:
        return f"matters_matter_{self.name}"

    def is_open_to(self, user: Any, matter: Matter) -> bool:
        """Whether `user` may do it to a matter in its present state."""
        return user.has_perm(self.permission) and not why_not(matter, user) and not self.obstacle(matter)

    def obstacle(self, matter: Matter) -> str:
        """Why it cannot be done to a matter in its present state; empty when it can."""
        if matter.standing not in self.standings:
            return f"“{matter.name}”当前是“{matter.get_standing_display()}”，不能{self.title}。"
        if self.needs_no_review and Review.objects.open().filter(matter=matter).exists():
            return f"“{matter.name}”已经在审核中。"
        return ""


DEEDS = (
    Deed(
        "submit",
        "提交审核",
        "请另一个人审核并发布当前内容。审核期间内容不能修改，可以随时撤回。",
        "matters.change_matter",
        frozenset({Standing.DRAFT, Standing.LIVE, Standing.SUSPENDED}),
        SubmitForm,
        reviewing.submit,
        needs_no_review=True,
    ),
    Deed(
        "suspend",
        "暂停办理",
        "暂停期间公开页面会写明原因，窗口不能出具告知单；可以随时恢复。",
        "matters.suspend_matter",
        frozenset({Standing.LIVE}),
        ReasonForm,
        publishing.suspend,
    ),
    Deed(
        "resume",
        "恢复办理",
        "按现行版本恢复办理。",
        "matters.suspend_matter",
        frozenset({Standing.SUSPENDED}),
        DeedForm,
        publishing.resume,
    ),
    Deed(
        "retire",
        "取消事项",
        "取消以后不能恢复，公开页面会写明原因并指向替代事项。",
        "matters.suspend_matter",
        frozenset({Standing.LIVE, Standing.SUSPENDED}),
        RetireForm,
        publishing.retire,
    ),
)


def deed_urls(model_admin: Any) -> list[URLPattern]:
    """One address a deed, below the matter's."""
    return [
        path(
            f"<int:pk>/{deed.name}/",
            model_admin.admin_site.admin_view(partial(deed_page, model_admin, deed)),
            name=deed.url_name,
        )
        for deed in DEEDS
    ]


def deed_page(model_admin: Any, deed: Deed, request: HttpRequest, pk: int) -> HttpResponse:
    """The page that asks, and the POST that does it; a refusal is shown with what is missing."""
    matter = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not (model_admin.has_view_permission(request, matter) and request.user.has_perm(deed.permission)):
        raise PermissionDenied(f"您没有“{deed.title}”的权限。")
    if reason := why_not(matter, request.user):
        raise PermissionDenied(reason)
    form = deed.form(request.POST if request.method == "POST" else None, matter=matter)
    refusal = None
    if form.is_valid():
        refusal = _carry_out(model_admin, deed, request, matter, form.cleaned_data)
        if refusal is None:
            return redirect(_page_of(matter))
    return TemplateResponse(
        request,
        "admin/matters/matter/deed.html",
        {
            **admin.site.each_context(request),
            "opts": Matter._meta,
            "title": f"{deed.title}：{matter.name}",
            "deed": deed,
            "matter": matter,
            "matter_url": _page_of(matter),
            "form": form,
            "obstacle": deed.obstacle(matter),
            "overview": overview(matter) if deed.name == "submit" else None,
            "refusal": refusal,
            "missing": pointers(refusal.findings) if refusal else [],
        },
    )


def _carry_out(
    model_admin: Any, deed: Deed, request: HttpRequest, matter: Matter, given: dict[str, Any]
) -> publishing.Refused | None:
    """Do it and note it in the page's history; what was refused comes back instead of being raised."""
    try:
        deed.run(matter, by=staff(request), **given)
    except publishing.Refused as refusal:
        return refusal
    model_admin.log_change(request, matter, "；".join([deed.title, *(_words(v) for v in given.values() if v)]))
    messages.success(request, f"“{matter.name}”：{deed.title}完成。")
    return None


def _words(given: Any) -> str:
    return "、".join(given) if isinstance(given, list) else str(given)


def _page_of(matter: Matter) -> str:
    return reverse("admin:matters_matter_change", args=[matter.pk])
