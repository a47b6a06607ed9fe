"""What citizens tell the office, to read: nothing of it is ever changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from oversight.access import visible_feedback
from oversight.models import Feedback
from oversight.reasons import REASONS
from oversight.wording import in_fours


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Newest first, within the scope of whoever looks."""

    list_display = ("at", "kind", "about", "words", "stars", "way")
    list_filter = ("kind", "way", "stars")
    search_fields = ("matter__name", "matter__code", "bundle__name", "site__name", "number")
    search_help_text = "按事项、一件事、地点或回执编号查找"
    list_select_related = ("matter", "bundle", "site")
    date_hierarchy = "at"
    show_full_result_count = False
    fields = (
        "at", "kind", "way", "receipt_number", "matter", "bundle", "notice", "site", "edition", "answers", "stars",
        "ticked", "words",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        """All of it for who may not look at any: then the answer is 403, not a row that is said not to exist."""
        return visible_feedback(request.user) if self.has_view_permission(request) else super().get_queryset(request)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @admin.display(description="关于")
    def about(self, said: Feedback) -> str:
        named = (row for row in (said.matter, said.bundle, said.site) if row)
        return "，".join(map(str, named)) or "—"

    @admin.display(description="回执编号")
    def receipt_number(self, said: Feedback) -> SafeString:
        return format_html("<code>{}</code>", in_fours(said.number))

    @admin.display(description="理由")
    def ticked(self, said: Feedback) -> str:
        return "；".join(REASONS[key] for key in said.reasons if key in REASONS) or "—"
