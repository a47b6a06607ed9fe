"""政务服务事项 in the admin: the working copy and all its rows on one page. Editions are made by `matters.publishing` alone."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.models import StaffUser
from matters.admin.base import CatalogAdmin
from matters.admin.bulk import bulk_edit_selected, bulk_urls
from matters.admin.cloning import clone_urls
from matters.admin.compare import compare_urls
from matters.admin.conflict import conflict_urls
from matters.admin.deeds import deed_urls
from matters.admin.delegation import delegate_selected, delegation_urls, take_back_selected
from matters.admin.duplicates import duplicate_urls
from matters.admin.exchange import exchange_urls, export_selected
from matters.admin.field_names import place_words, row_names
from matters.admin.known_options import known_options
from matters.admin.listing import MatterList
from matters.admin.page import page_context
from matters.admin.printing import print_selected
from matters.admin.report import report_urls
from matters.admin.rows import INLINES
from matters.admin.saving import lock_reason, save_page
from matters.admin.situations import situations_urls
from matters.admin.stale import StaleFilter, stale_urls
from matters.codes import fresh_code
from matters.enums import Level
from matters.forms import ConditionalForm, MatterForm
from matters.keeping import copy_of
from matters.models import Department, Edition, Handling, Matter, Question
from matters.options_text import store_options
from matters.scoping import own_department


class LevelFilter(admin.SimpleListFilter):
    """Matters that a level of the hierarchy handles."""

    title = "办理层级"
    parameter_name = "level"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Level.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Matter]) -> QuerySet[Matter]:
        handled = Handling.objects.filter(matter=OuterRef("pk"), level=self.value())
        return queryset.filter(Exists(handled)) if self.value() else queryset


@admin.register(Matter)
class MatterAdmin(CatalogAdmin):
    """Everything editors change about a matter."""

    form = MatterForm
    notes_changes = False  # `matters.editing` notes them
    inlines = INLINES
    change_form_template = "admin/matters/matter/change_form.html"
    list_display = (
        "code",
        "name",
        "short_department",
        "levels",
        "standing_chip",
        "completeness",
        "newest_edition",
        "changed_on",
    )
    list_display_links = ("code", "name")
    list_select_related = ("department",)
    list_filter = ("standing", StaleFilter, LevelFilter, "matter_type", "processing_type", "department", "topics")
    search_fields = ("name", "short_name", "synonyms", "code", "implementation_code", "department__short_name")
    ordering = ("code",)
    search_help_text = "名称、别名、编码或部门简称"
    autocomplete_fields = ("department", "joint_departments")
    readonly_fields = ("demo",)
    save_on_top = True
    actions = (bulk_edit_selected, delegate_selected, take_back_selected, export_selected, print_selected)
    fieldsets = (
        ("名称与部门", {"fields": (
            ("name", "code"), ("short_name", "synonyms"), "summary", ("department", "joint_departments"),
        )}),
        ("分类与编码", {"fields": (
            ("matter_type", "processing_type"), "audiences", ("exercise_level", "power_source", "entrusting_department"),
            ("basic_code", "implementation_code", "item_code"), "main_item", "topics",
        )}),
        ("办理结果", {"fields": (
            ("result_name", "result_kind"), "result_delivery", ("result_validity", "result_annual_check"),
        )}),
        ("到现场、通办与电话", {"fields": (
            ("visits", "visits_reason"), ("scope", "scope_form"), ("consult_phone", "complaint_phone"),
        )}),
        ("其他", {"fields": (
            ("no_materials", "allow_two_sides"), ("quantity_limit", "prohibitions", "intermediary"),
            ("source_note", "review_months", "demo"),
        )}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        # A subquery: joined and grouped, twenty thousand matters would be sorted with all their columns for one page.
        newest = Edition.objects.filter(matter=OuterRef("pk")).order_by("-number").values("number")[:1]
        matters: QuerySet[Matter] = super().get_queryset(request)
        return matters.annotate(newest=Subquery(newest)).prefetch_related("handlings")

    def get_readonly_fields(self, request: HttpRequest, obj: Matter | None = None) -> tuple[str, ...]:
        published = obj is not None and obj.editions.exists()
        return (*self.readonly_fields, "code") if published else self.readonly_fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A locked matter is shown read-only. A POST is not asked here: `editing` refuses it with the row locked."""
        locked = obj is not None and request.method != "POST" and bool(self.lock_of(request, obj))
        return not locked and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A matter that was ever published is cancelled, never deleted; one in review stays until it is withdrawn."""
        kept = obj is not None and (bool(self.lock_of(request, obj)) or obj.editions.exists())
        return not kept and super().has_delete_permission(request, obj)

    def lock_of(self, request: HttpRequest, matter: Matter) -> str:
        """Why the matter must not be changed now, asked once a request; empty when it may."""
        known: dict[int, str] = request.__dict__.setdefault("matter_locks", {})
        if matter.pk not in known:
            known[matter.pk] = lock_reason(matter)
        return known[matter.pk]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        def page(given: HttpRequest) -> Any:
            return super(MatterAdmin, self).changeform_view(given, object_id, form_url, extra_context)

        matter = self.get_object(request, unquote(object_id)) if request.method == "POST" and object_id else None
        return save_page(self, request, matter, page) if matter else page(request)

    def save_model(self, request: HttpRequest, obj: Matter, form: Any, change: bool) -> None:
        """Who writes a new matter is its first editor; for a change `editing` says who was."""
        if not change and isinstance(request.user, StaffUser):
            obj.edited_by = request.user
        super().save_model(request, obj, form, change)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[MatterList]:
        return MatterList

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
            kwargs["form_kwargs"] = {"known": self.options_of(request, obj)}
        return kwargs

    def options_of(self, request: HttpRequest, matter: Matter | None) -> dict[str, str]:
        """What conditions may name, asked once a request for all the lists."""
        if "known_options" not in request.__dict__:
            data = request.POST if request.method == "POST" else None
            request.__dict__["known_options"] = known_options(data, matter)
        found: dict[str, str] = request.__dict__["known_options"]
        return found

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
        context |= page_context(self, request, context, obj if change else None)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def places_of(self, row: Any) -> Callable[[str], str]:
        """Rows by what they are called, where they are still there."""
        return partial(place_words, names=row_names(copy_of(row)))

    def get_urls(self) -> list[URLPattern]:
        own = (
            stale_urls, report_urls, duplicate_urls, bulk_urls, delegation_urls, deed_urls, clone_urls, compare_urls, conflict_urls,
            situations_urls,
        )  # fmt: skip
        return [*exchange_urls(self), *(url for urls in own for url in urls(self)), *super().get_urls()]

    @admin.display(description="完整度")
    def completeness(self, matter: Any) -> str:
        """How much of the sheet's blocks is as it must be; the list has measured its rows together."""
        return f"{matter.meter.percent}%"

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
