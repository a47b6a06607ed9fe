"""发布版本 in the admin: looked at, never written."""

from django.contrib import admin

from matters.admin.base import ReadOnlyAdmin
from matters.models import Edition


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Who published what, when, and for which days."""

    list_display = ("matter", "number", "effective_from", "effective_to", "published_by", "published_at", "change_note")
    list_select_related = ("matter", "published_by")
    list_filter = ("effective_from",)
    search_fields = ("matter__name", "matter__code", "change_note")
    fields = (
        "matter", "number", "effective_from", "effective_to", "published_by", "published_at", "change_note", "sha256",
        "intact",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description="内容与校验值一致", boolean=True)
    def intact(self, edition: Edition) -> bool:
        """Whether the content still has the hash it was published with."""
        return edition.is_intact
