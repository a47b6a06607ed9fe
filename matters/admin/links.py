"""链接检查 in the admin: external links with what was found at them, and the button that has them tried again."""

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from matters import tasks
from matters.admin.base import ReadOnlyAdmin
from matters.links import uses
from matters.models import LinkCheck, Matter
from matters.scoping import in_scope, is_confined

LONGEST_CHECK = timedelta(hours=2)
"""After so long a check that never ended is not waited for any more."""
SHOWN = 5
"""Matters named beside a link."""


class StateFilter(admin.SimpleListFilter):
    """What was found at the link."""

    title = "检查结果"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("broken", "不通的"), ("look", "要人工看的"), ("fine", "正常的")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[LinkCheck]) -> QuerySet[LinkCheck]:
        wanted: dict[str | None, dict[str, Any]] = {
            "broken": {"is_ok": False},
            "look": {"is_ok": True, "error__gt": ""},
            "fine": {"is_ok": True, "error": ""},
        }
        return queryset.filter(**wanted.get(self.value(), {}))


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnlyAdmin):
    """Links of matters that are in the scope of whoever asks."""

    change_list_template = "admin/matters/linkcheck/change_list.html"
    list_display = ("address", "finding", "failing_since", "checked_at", "used_by")
    list_display_links = None
    list_filter = (StateFilter,)
    search_fields = ("url",)
    search_help_text = "网址"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("matters.view_matter")

    def get_queryset(self, request: HttpRequest) -> QuerySet[LinkCheck]:
        found = super().get_queryset(request)
        return found.filter(url__in=_used(request)) if is_confined(request.user) else found

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        shown = super().get_changelist_instance(request)
        used = _used(request)
        for row in shown.result_list:
            row.matters = used.get(row.url, [])
        return shown

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"may_check": request.user.has_perm("matters.change_matter"), "is_running": is_running()}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(check_now)
        return [path("check/", view, name="matters_linkcheck_check"), *super().get_urls()]

    @admin.display(description="网址", ordering="url")
    def address(self, link: LinkCheck) -> SafeString:
        """Opens in a window of its own, for a person to look."""
        return format_html('<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>', link.url)

    @admin.display(description="检查结果", ordering="is_ok")
    def finding(self, link: LinkCheck) -> SafeString:
        """In words."""
        chip = "live" if link.is_ok and not link.error else "suspended" if link.is_ok else "retired"
        return format_html('<span class="chip chip-{}">{}</span>', chip, link.error or "正常")

    @admin.display(description="使用的事项")
    def used_by(self, link: Any) -> SafeString:
        """The matters that name it; the first of many."""
        rows = [(reverse("admin:matters_matter_change", args=[pk]), name) for pk, name in link.matters[:SHOWN]]
        words = format_html_join("、", '<a href="{}">{}</a>', rows)
        more = len(link.matters) - SHOWN
        return format_html("{}等{}个", words, len(link.matters)) if more > 0 else words


def _used(request: HttpRequest) -> dict[str, list[tuple[int, str]]]:
    """Links of matters in scope, each with those matters' keys and names; read once a request."""
    found: dict[str, list[tuple[int, str]]] | None = getattr(request, "_used_links", None)
    if found is None:
        used = uses()
        keys = {pk for matters in used.values() for pk in matters}
        names = dict(in_scope(Matter.objects.filter(pk__in=keys), request.user).values_list("pk", "name"))
        listed = {url: [(pk, names[pk]) for pk in sorted(matters) if pk in names] for url, matters in used.items()}
        found = {url: matters for url, matters in listed.items() if matters}
        request._used_links = found  # type: ignore[attr-defined]
    return found


def is_running() -> bool:
    """Whether a check waits or runs."""
    recent = DBTaskResult.objects.filter(enqueued_at__gt=timezone.now() - LONGEST_CHECK)
    states = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return recent.filter(task_path=tasks.check_links.module_path, status__in=states).exists()


@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """Have all links tried by the background worker; once at a time."""
    if not request.user.has_perm("matters.change_matter"):
        raise PermissionDenied("您没有检查链接的权限。")
    if is_running():
        messages.info(request, "检查已经在进行，请稍后刷新。")
    else:
        tasks.check_links.enqueue()
        messages.success(request, "已交给后台程序检查，稍后刷新看结果。每个网站逐个访问，需要几分钟。")
    return redirect("admin:matters_linkcheck_changelist")
