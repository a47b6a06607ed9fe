"""The audit trail in the admin: read by auditors, taken along as CSV, changed by nobody."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts import audit
from accounts.cells import neutral
from accounts.models import AuditEntry, StaffUser
from accounts.place_words import place_words
from accounts.staffing import staff_in_scope
from accounts.words import ACTIONS, action_words, detail_words

_COLUMNS = ("时间", "操作人", "用户名", "操作", "对象", "对象键", "详情")


class ActionFilter(admin.SimpleListFilter):
    """By what was done. The words come from the program, so that no query looks through the whole trail for them."""

    title = "操作"
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(ACTIONS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read only, for everybody."""

    change_list_template = "admin/accounts/auditentry/change_list.html"
    list_display = ("at", "actor", "done", "object")
    list_display_links = ("at",)
    list_filter = (ActionFilter, "at", "actor")
    list_select_related = ("actor",)
    search_fields = ("target", "subject", "actor__username", "actor__display_name")
    search_help_text = "对象、用户名或姓名"
    fields = ("at", "actor", "done", "object", "told")
    readonly_fields = fields
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """The whole trail; to who is confined to a department or a place, what the staff there did."""
        entries: QuerySet[AuditEntry] = super().get_queryset(request)
        by = request.user
        if not isinstance(by, StaffUser) or by.is_superuser or not (by.department_id or by.region_id or by.site_id):
            return entries
        return entries.filter(actor__in=staff_in_scope(StaffUser.objects.all(), by))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        export = path("export/", self.admin_site.admin_view(self.export), name="accounts_auditentry_export")
        return [export, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"filters": request.GET.urlencode(), **(extra_context or {})})

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """The entries of the list as it is filtered, as CSV. By POST, because the export itself goes on record."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        entries = self.get_changelist_instance(request).get_queryset(request)
        filters = request.GET.urlencode()
        user = request.user if isinstance(request.user, StaffUser) else None
        # Counted before it is noted: the file does not hold its own entry.
        newest = entries.order_by("-id").values_list("id", flat=True).first() or 0
        audit.record(actor=user, action="export_audit", target="审计记录", filters=filters, rows=entries.count())
        response = StreamingHttpResponse(
            csv_lines(entries.filter(id__lte=newest)), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate():%Y%m%d}.csv"'
        return response

    @admin.display(description="操作", ordering="action")
    def done(self, entry: AuditEntry) -> str:
        """The action in words."""
        return action_words(entry.action)

    @admin.display(description="对象", ordering="target")
    def object(self, entry: AuditEntry) -> str | SafeString:
        """What it was done to, with a link where that has a page."""
        url = page_of(entry.subject)
        return format_html('<a href="{}">{}</a>', url, entry.target) if url else entry.target

    @admin.display(description="详情")
    def told(self, entry: AuditEntry) -> SafeString:
        """Everything that was noted, a line each."""
        return format_html_join("", "{}<br>", ((line,) for line in lines_of(entry)))


def lines_of(entry: AuditEntry) -> Iterator[str]:
    """The detail of an entry in words: first what changed, then the rest."""
    model = model_of(entry.subject)
    detail = dict(entry.detail)
    for change in detail.pop("changes", []):
        place = place_words(model, change.get("place", "")) if model else change.get("place", "")
        yield f"{place}：{change.get('old', '')} → {change.get('new', '')}"
    for name, value in detail.items():
        yield f"{detail_words(name)}：{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"


def model_of(subject: str) -> type[Model] | None:
    """The model of a key like "matters.matter:17"."""
    try:
        return apps.get_model(subject.partition(":")[0])
    except (LookupError, ValueError):
        return None


def page_of(subject: str) -> str:
    """The admin's page of that row; empty where there is none."""
    label, _, pk = subject.partition(":")
    try:
        return reverse(f"admin:{label.replace('.', '_')}_change", args=[pk]) if pk else ""
    except NoReverseMatch:
        return ""


class _Echo:
    """A file that gives back what is written, so that csv can write a line at a time into a stream."""

    def write(self, line: str) -> str:
        return line


def csv_lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """The file, a line at a time, with the mark by which spreadsheets know UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(_COLUMNS)
    for entry in entries.iterator(chunk_size=1000):
        yield writer.writerow([neutral(cell) for cell in _cells(entry)])


def _cells(entry: AuditEntry) -> tuple[object, ...]:
    return (
        timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
        entry.actor or "",
        entry.actor.username if entry.actor else "",
        action_words(entry.action),
        entry.target,
        entry.subject,
        "；".join(lines_of(entry)),
    )
