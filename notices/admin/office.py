"""The office profile and the words of the sheet: edited with a look at the paper before saving, and tried on the ladder afterwards."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from accounts.admin_history import KeepsHistory
from accounts.printable import PrintableTexts
from notices.admin import refits
from notices.models import OfficeProfile, SheetWording
from notices.office.forms import ProfileForm, WordingForm
from notices.office.preview import compared, sample, with_wording
from notices.sheet_parts import Profile
from notices.sheet_words import DEFAULTS


class ShownOnPaper(PrintableTexts, KeepsHistory):
    """A page with “预览”: the sheet before and after, in a new tab, nothing stored. Saving has what it touches tried on the ladder again."""

    change_form_template = "admin/notices/office_form.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"notices_{self.opts.model_name}"
        look = path("look/", self.admin_site.admin_view(self.look), name=f"{name}_look")
        return [look, *refits.urls(self), *super().get_urls()]

    def look(self, request: HttpRequest) -> HttpResponse:
        """What is typed, on the paper of one matter; an uploaded logo is taken back with the transaction."""
        pk = request.POST.get("pk", "")
        row = self.get_object(request, pk) if pk else None
        if request.method != "POST" or not self.has_change_permission(request, row):
            raise PermissionDenied
        typed = request.POST.copy()
        typed["opened"] = str(row.revision) if row else ""  # somebody else's save is told when this one is saved
        form = self.get_form(request, row)(typed, request.FILES, instance=row or self.model())
        edition = sample(request.POST.get("sample", ""))
        with transaction.atomic():
            found = compared(edition, self.profile_with(form, row)) if form.is_valid() and edition else None
            transaction.set_rollback(True)
        context = {
            **self.admin_site.each_context(request),
            "title": "预览",
            "form": form,
            "found": found,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/notices/look.html", context, status=200 if found else 400)

    def profile_with(self, form: Any, row: Any) -> Profile:
        """The profile as it would be with what the form holds."""
        raise NotImplementedError

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"look_url": f"admin:notices_{self.opts.model_name}_look", "last_refit": refits.last()}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        super().save_model(request, obj, form, change)
        refits.start(request, f"修改“{obj}”以后")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        refits.start(request, f"恢复“{obj}”以后")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Several at once, by the action of the list: one run for all of them."""
        count = queryset.count()
        super().delete_queryset(request, queryset)
        refits.start(request, f"恢复{count}处原来的用语以后")


@admin.register(OfficeProfile)
class OfficeProfileAdmin(ShownOnPaper):
    """The one row; every change is on record."""

    form = ProfileForm
    fieldsets = (
        (None, {"fields": ("opened", ("office", "district"), "title", "footer")}),
        ("电话", {"fields": (("consult", "hotline"), "progress")}),
        ("标志与颜色", {"fields": (("logo_file", "no_logo"), "has_seal_place", "accent")}),
        ("编号", {"fields": ("serial_prefix",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not OfficeProfile.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: OfficeProfile, form: ModelForm[Any], change: bool) -> None:
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def profile_with(self, form: Any, row: Any) -> Profile:
        profile: Profile = form.save(commit=False).as_plain()
        return profile

    def action_for(self, changes: Iterable[Mapping[str, str]]) -> str:
        return "profile"


@admin.register(SheetWording)
class SheetWordingAdmin(ShownOnPaper):
    """The office's own words; a row that is deleted brings the product's words back."""

    form = WordingForm
    fields = ("opened", "key", "matter_type", "text")
    list_display = ("place", "standard", "matter_type", "text")
    list_filter = ("matter_type",)
    search_fields = ("text", "key")

    @admin.display(description="用在哪里", ordering="key")
    def place(self, row: SheetWording) -> str:
        """Where on the paper."""
        return DEFAULTS[row.key].where if row.key in DEFAULTS else row.key

    @admin.display(description="原来的用语")
    def standard(self, row: SheetWording) -> str:
        """The product's words for it."""
        return DEFAULTS[row.key].text if row.key in DEFAULTS else ""

    def profile_with(self, form: Any, row: Any) -> Profile:
        now = OfficeProfile.current().as_plain()
        stored = SheetWording.objects.filter(pk=row.pk).first() if row else None
        return with_wording(now, form.save(commit=False).as_plain(), stored)
