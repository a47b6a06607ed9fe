"""Staff and the audit trail in the admin."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from accounts.models import AuditEntry, StaffUser
from accounts.printable import PrintableTexts


@admin.register(StaffUser)
class StaffUserAdmin(PrintableTexts, UserAdmin):  # type: ignore[type-arg]
    """Django's user pages with the organisation scope."""

    list_display = ("username", "display_name", "site", "department", "is_active")
    list_select_related = ("site", "department")
    fieldsets = (
        *UserAdmin.fieldsets,  # type: ignore[misc]
        ("工作岗位", {"fields": ("display_name", "site", "window", "department", "must_change_password")}),
    )


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read only, for everybody."""

    list_display = ("at", "actor", "action", "target")
    list_filter = ("action",)
    list_select_related = ("actor",)
    search_fields = ("target",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
