"""What citizens tell the office, to read: nothing of it is ever changed."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.admin_history import KeepsHistory
from accounts.models import StaffUser
from accounts.printable import PrintableTexts
from matters import scoping
from oversight.access import keeps_check_sheet, visible_cards, visible_feedback
from oversight.inspection import automatic
from oversight.inspection.items import was_used
from oversight.models import CheckItem, ContactCard, Feedback
from oversight.reasons import REASONS
from oversight.requests.cards import fits
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


class ContactCardForm(forms.ModelForm):  # type: ignore[type-arg]
    """Refuses what does not fit on the card."""

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if not self.errors and given and not fits(ContactCard(**given)):
            raise forms.ValidationError("一张卡（90×54毫米）印不下这么多字，请缩短姓名、网格或“能帮什么”。")
        return given


@admin.register(ContactCard)
class ContactCardAdmin(KeepsHistory, PrintableTexts, admin.ModelAdmin):  # type: ignore[type-arg]
    """联系卡 of helpers: name, title and work phone that anybody may have; of one's own region or all."""

    form = ContactCardForm
    list_display = ("name", "title", "phone", "region", "grid", "site", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "grid", "region__name")
    list_select_related = ("region", "site")
    fields = ("name", "title", "phone", "region", "grid", "site", "services", "is_active")

    def get_queryset(self, request: HttpRequest) -> Any:
        return visible_cards(cast(StaffUser, request.user))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = scoping.visible(db_field.remote_field.model.objects.all(), request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(CheckItem)
class CheckItemAdmin(PrintableTexts, KeepsHistory, admin.ModelAdmin):  # type: ignore[type-arg]
    """The check sheet of inspections, in its order. A question that was used keeps its key, and is set inactive instead of removed."""

    list_display = ("question", "key", "checked_by_itself", "position", "is_active")
    list_editable = ("position", "is_active")
    ordering = ("position", "pk")
    fields = ("key", "question", "hint", "auto", "position", "is_active")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "auto":
            choices = [("", "不自动核对"), *automatic.LABELS.items()]
            return forms.ChoiceField(label=db_field.verbose_name, choices=choices, required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: CheckItem | None = None) -> tuple[str, ...]:
        return ("key",) if obj and was_used(obj) else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and keeps_check_sheet(request.user)

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return super().has_change_permission(request, obj) and keeps_check_sheet(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and isinstance(obj, CheckItem) and not was_used(obj)

    @admin.display(description="系统自动核对", ordering="auto")
    def checked_by_itself(self, item: CheckItem) -> str:
        return automatic.LABELS.get(item.auto, "—")
