"""一件事 in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.printable import PrintableTexts
from matters.admin.base import CatalogAdmin
from matters.codes import fresh_code
from matters.models import Bundle, BundleMember


class MemberInline(PrintableTexts, admin.TabularInline):  # type: ignore[type-arg]
    """The matters of a bundle, by stage."""

    model = BundleMember
    fields = ("stage", "position", "matter")
    autocomplete_fields = ("matter",)
    extra = 0


@admin.register(Bundle)
class BundleAdmin(CatalogAdmin):
    """Several matters handled as one thing."""

    list_display = ("code", "name", "lead_department")
    list_select_related = ("lead_department",)
    list_display_links = ("code", "name")
    search_fields = ("code", "name")
    autocomplete_fields = ("lead_department", "topics")
    inlines = (MemberInline,)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"code": fresh_code(), **super().get_changeform_initial_data(request)}
