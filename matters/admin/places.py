"""Regions, departments, sites and topics in the admin."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.module_loading import import_string

from accounts.printable import PrintableTexts
from matters.admin.base import CatalogAdmin, warn
from matters.models import Department, OpeningHours, Region, Site, Topic
from matters.places_check import check_department, check_site


@admin.register(Region)
class RegionAdmin(CatalogAdmin):
    """The tree district, street, community."""

    list_display = ("code", "name", "level", "parent")
    list_display_links = ("code", "name")
    list_select_related = ("parent",)
    list_filter = ("level",)
    search_fields = ("code", "name")
    autocomplete_fields = ("parent",)


@admin.register(Department)
class DepartmentAdmin(CatalogAdmin):
    """The authorities."""

    list_display = ("name", "short_name", "code", "nature", "region")
    list_filter = ("nature",)
    list_select_related = ("region",)
    search_fields = ("name", "short_name", "code")
    autocomplete_fields = ("region",)

    def save_model(self, request: HttpRequest, obj: Department, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        warn(request, list(check_department(obj)))


class HoursInline(PrintableTexts, admin.TabularInline):  # type: ignore[type-arg]
    """The periods in which a site is open."""

    model = OpeningHours
    extra = 0


_IDENTITY = ("name", "code", "serial_name", "kind", "region", "is_active")


@admin.register(Site)
class SiteAdmin(CatalogAdmin):
    """Where people come to."""

    list_display = ("name", "kind", "region", "address", "position", "phone", "is_active")
    list_select_related = ("region",)
    list_filter = ("is_active", "kind", "region__level")
    search_fields = ("name", "code", "serial_name", "address")
    autocomplete_fields = ("region",)
    inlines = (HoursInline,)
    readonly_fields = ("demo",)
    fieldsets = (
        (None, {"fields": (("name", "code"), ("serial_name", "kind"), "region", "is_active", "demo")}),
        ("怎样找到", {"fields": ("address", ("floor", "window"), "phone", "transit", "accessible")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Site | None = None) -> tuple[str, ...]:
        """Who keeps a site's data does not rename it in the numbers of its notices, nor move or close it."""
        own = () if self.has_add_permission(request) else _IDENTITY
        return (*self.readonly_fields, *own)

    @admin.display(description="楼层窗口")
    def position(self, site: Site) -> str:
        """`一楼3号综合窗口`."""
        return site.floor + site.window

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        warn(request, list(check_site(form.instance)))
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            _place_changed(request, form.instance)


def _place_changed(request: HttpRequest, site: Site) -> None:
    """Tell the later stages of the product that settings name: what they print of the site may no longer fit."""
    for name in settings.PLACE_CHANGED:
        import_string(name)(request.user, f"修改“{site}”以后")


@admin.register(Topic)
class TopicAdmin(CatalogAdmin):
    """Life events and business events."""

    list_display = ("name", "kind", "position")
    list_filter = ("kind",)
    search_fields = ("name",)
