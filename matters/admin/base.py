"""What the catalog's admin pages share."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from accounts.printable import PrintableTexts
from matters.completeness import Finding


class CatalogAdmin(PrintableTexts, admin.ModelAdmin):  # type: ignore[type-arg]
    """A page of the catalog: the catalog's own style, no second count of a long list."""

    show_full_result_count = False
    list_per_page = 50

    class Media:
        css = {"all": ("css/admin-catalog.css",)}


class ReadOnlyAdmin(CatalogAdmin):
    """Rows that are looked at and never written here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def warn(request: HttpRequest, findings: list[Finding]) -> None:
    """Say what is doubtful in what was just saved; it stays saved."""
    for finding in findings:
        messages.warning(request, finding.message)
