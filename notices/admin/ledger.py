"""The ledger in the admin: to read, never to change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from notices.access import in_ledger_scope
from notices.models import Notice, Rendering, Reprint, Voiding


class ReadOnly:
    """What every table of the ledger allows: looking, with the right to view notices, at those in scope. `notice` leads from a row to its own."""

    notice = ""

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.filter(in_ledger_scope(request.user, self.notice))  # type: ignore[arg-type]

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm("notices.view_notice")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notices.view_notice")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class RenderingInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Rendering
    notice = "notice__"
    extra = 0


class ReprintInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Reprint
    notice = "notice__"
    extra = 0


class VoidingInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = Voiding
    notice = "notice__"
    extra = 0


@admin.register(Notice)
class NoticeAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """One row a sheet, with what happened to it since."""

    list_display = ("serial", "matter", "site", "clerk", "manner", "issued_at")
    list_select_related = ("matter", "site", "clerk")
    list_filter = ("kind", "manner", "site")
    search_fields = ("serial", "token", "matter__name")
    date_hierarchy = "issued_at"
    inlines = (VoidingInline, ReprintInline, RenderingInline)
    show_full_result_count = False


@admin.register(Rendering)
class RenderingAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Which bytes were made of a notice, by what."""

    notice = "notice__"
    list_display = ("notice", "layout", "pages", "size", "renderer", "rendered_at")
    list_select_related = ("notice",)
    search_fields = ("notice__serial", "pdf_sha256")
    show_full_result_count = False


@admin.register(Reprint)
class ReprintAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Who printed the same sheet again."""

    notice = "notice__"
    list_display = ("notice", "by", "at", "reason")
    list_select_related = ("notice", "by")
    search_fields = ("notice__serial",)
    show_full_result_count = False


@admin.register(Voiding)
class VoidingAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Who withdrew what, and why."""

    notice = "notice__"
    list_display = ("notice", "by", "at", "reason")
    list_select_related = ("notice", "by")
    search_fields = ("notice__serial", "reason")
    show_full_result_count = False
