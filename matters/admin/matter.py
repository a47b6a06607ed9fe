"""政务服务事项 in the admin: the working copy and all its rows on one page. Editions are made by `matters.publishing` alone."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from matters.admin.base import CatalogAdmin
from matters.admin.codes import fresh_code
from matters.admin.deeds import DEEDS, deed_urls
from matters.admin.known_options import known_options
from matters.admin.overview import overview
from matters.admin.rows import INLINES
from matters.enums import Level
from matters.forms import ConditionalForm, MatterForm
from matters.models import Department, Matter, Question
from matters.options_text import store_options
from matters.scoping import in_scope, own_department


class LevelFilter(admin.SimpleListFilter):
    """Matters that a level of the hierarchy handles."""

    title = "办理层级"
    parameter_name = "level"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Level.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Matter]) -> QuerySet[Matter]:
        return queryset.filter(handlings__level=self.value()).distinct() if self.value() else queryset


@admin.register(Matter)
class MatterAdmin(CatalogAdmin):
    """Everything editors change about a matter."""

    form = MatterForm
    inlines = INLINES
    change_form_template = "admin/matters/matter/change_form.html"
    list_display = ("code", "name", "short_department", "levels", "standing_chip", "newest_edition", "changed_on")
    list_display_links = ("code", "name")
    list_select_related = ("department",)
    list_filter = ("standing", LevelFilter, "matter_type", "processing_type", "department", "topics")
    search_fields = ("name", "short_name", "synonyms", "code", "implementation_code", "department__short_name")
    ordering = ("code",)
    search_help_text = "名称、别名、编码或部门简称"
    autocomplete_fields = ("department", "joint_departments")
    readonly_fields = ("demo",)
    save_on_top = True
    fieldsets = (
        ("名称与部门", {"fields": (
            ("name", "code"), ("short_name", "synonyms"), "summary", ("department", "joint_departments"),
        )}),
        ("分类与编码", {"fields": (
            ("matter_type", "processing_type"), "audiences", ("exercise_level", "power_source", "entrusting_department"),
            ("basic_code", "implementation_code", "item_code"), "topics",
        )}),
        ("办理结果", {"fields": (
            ("result_name", "result_kind"), "result_delivery", ("result_validity", "result_annual_check"),
        )}),
        ("到现场、通办与电话", {"fields": (
            ("visits", "visits_reason"), ("scope", "scope_form"), ("consult_phone", "complaint_phone"),
        )}),
        ("其他", {"fields": (
            ("no_materials", "allow_two_sides"), ("quantity_limit", "prohibitions", "intermediary"),
            ("source_note", "demo"),
        )}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        matters = in_scope(super().get_queryset(request), request.user)
        return matters.annotate(newest=Max("editions__number")).prefetch_related("handlings")

    def get_readonly_fields(self, request: HttpRequest, obj: Matter | None = None) -> tuple[str, ...]:
        published = obj is not None and obj.editions.exists()
        return (*self.readonly_fields, "code") if published else self.readonly_fields

    def has_delete_permission(self, request: HttpRequest, obj: Matter | None = None) -> bool:
        """A matter that was ever published is cancelled, never deleted."""
        published = obj is not None and obj.editions.exists()
        return not published and super().has_delete_permission(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"code": fresh_code(), **super().get_changeform_initial_data(request)}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Who is confined to a department can give a matter to no other."""
        own = own_department(request.user)
        if db_field.name == "department" and own is not None:
            kwargs |= {
                "queryset": Department.objects.filter(pk=own.pk),
                "initial": own.pk,
                "empty_label": None,
                "widget": forms.Select(),
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset_kwargs(self, request: HttpRequest, obj: Matter, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if issubclass(inline.form, ConditionalForm):
            data = request.POST if request.method == "POST" else None
            kwargs["form_kwargs"] = {"known": known_options(data, obj)}
        return kwargs

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Question:
            for row in formset.forms:
                if row.instance.pk and "options_text" in row.changed_data:
                    store_options(row.instance, row.lines)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Matter | None = None,
    ) -> HttpResponse:
        if obj is not None and obj.pk:
            context["overview"] = overview(obj)
            context["known_options"] = known_options(None, obj)
            context["preview_url"] = reverse("sheet_preview", args=[obj.code])
            context["deeds"] = [deed for deed in DEEDS if deed.is_open_to(request.user, obj)]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self) -> list[URLPattern]:
        return [*deed_urls(self), *super().get_urls()]

    @admin.display(description="实施主体", ordering="department__short_name")
    def short_department(self, matter: Matter) -> str:
        """What the department is called in the house."""
        return matter.department.short_name or matter.department.name

    @admin.display(description="办理层级")
    def levels(self, matter: Matter) -> SafeString:
        """A chip a level, nearest to the citizen last."""
        found = {h.level for h in matter.handlings.all()}
        chips = [(label,) for value, label in Level.choices if value in found]
        return format_html_join(" ", '<span class="chip">{}</span>', chips)

    @admin.display(description="状态", ordering="standing")
    def standing_chip(self, matter: Matter) -> SafeString:
        """Where it stands in public."""
        return format_html('<span class="chip chip-{}">{}</span>', matter.standing, matter.get_standing_display())

    @admin.display(description="最后修改", ordering="updated_at")
    def changed_on(self, matter: Matter) -> date:
        """The day of the last change."""
        return timezone.localdate(matter.updated_at)

    @admin.display(description="最新版本", ordering="newest")
    def newest_edition(self, matter: Any) -> str:
        """Its number."""
        return f"第{matter.newest}版" if matter.newest else "—"
