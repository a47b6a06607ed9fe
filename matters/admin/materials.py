"""材料库 in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from matters.admin.base import CatalogAdmin
from matters.forms import MaterialForm
from matters.models import Material


@admin.register(Material)
class MaterialAdmin(CatalogAdmin):
    """The papers that matters ask for."""

    form = MaterialForm
    list_display = ("name", "kind", "source", "issuer", "used_by")
    list_filter = ("kind", "source")
    search_fields = ("name", "issuer")
    ordering = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Material]:
        materials: QuerySet[Material] = super().get_queryset(request)
        return materials.annotate(users=Count("requirements__matter", distinct=True))

    @admin.display(description="使用", ordering="users")
    def used_by(self, material: Any) -> str:
        """How many matters ask for it."""
        return f"{material.users}个事项"
