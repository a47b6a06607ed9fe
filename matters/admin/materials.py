"""材料库 in the admin: the library, what uses an entry, and the suggestions of the fields that choose one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from matters import scoping
from matters.admin.base import CatalogAdmin
from matters.admin.faults import FaultInline
from matters.forms import MaterialForm
from matters.models import Material, Matter, Requirement

LISTED = 300
"""How many matters that use an entry its page names."""


@dataclass(frozen=True, slots=True)
class Usage:
    """The matters that ask for an entry: how many in all, those the reader may open by department, and how many are not named."""

    total: int
    departments: dict[str, list[Matter]]
    unnamed: int


@admin.register(Material)
class MaterialAdmin(CatalogAdmin):
    """The papers that matters ask for."""

    form = MaterialForm
    change_form_template = "admin/matters/material/change_form.html"
    list_display = ("name", "kind", "source", "issuer", "used_by")
    list_filter = ("kind", "source")
    search_fields = ("name", "issuer")
    ordering = ("name",)
    inlines = (FaultInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Material]:
        materials: QuerySet[Material] = super().get_queryset(request)
        return materials.annotate(users=Count("requirements__matter", distinct=True))

    def get_urls(self) -> list[URLPattern]:
        view = Suggestions.as_view(admin_site=self.admin_site)
        suggest = path("suggest/", self.admin_site.admin_view(view), name="matters_material_suggest")
        return [suggest, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        material = kwargs.get("obj")
        context["usage"] = usage(material, request.user) if material is not None else None
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="使用", ordering="users")
    def used_by(self, material: Any) -> str:
        """How many matters ask for it."""
        return f"{material.users}个事项"


class Suggestions(AutocompleteJsonView):
    """What a requirement's field suggests: the name typed first, names that begin so next, each with how many matters use it."""

    def get_queryset(self) -> QuerySet[Material]:
        allowed = scoping.choosable(Material.objects.all(), self.request.user, "requirement", "material")
        found, _ = self.model_admin.get_search_results(self.request, allowed, self.term)
        rank = Case(
            When(name__iexact=self.term, then=Value(0)),
            When(name__istartswith=self.term, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        ranked: QuerySet[Material] = found.order_by(rank, Length("name"), "name")
        return ranked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        self.users = users_of(m.pk for m in context["object_list"])
        return context

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(obj.pk), "text": f"{obj.name} · {self.users.get(obj.pk, 0)}个事项在用"}


def users_of(pks: Iterable[int]) -> dict[int, int]:
    """How many matters ask for each of those entries; one query."""
    rows = Requirement.objects.filter(material__in=list(pks)).order_by().values("material")
    return {row["material"]: row["users"] for row in rows.annotate(users=Count("matter", distinct=True))}


def usage(material: Material, user: Any) -> Usage:
    """Who asks for `material`, as far as `user` may know their names; three queries."""
    total = users_of([material.pk]).get(material.pk, 0)
    users = Matter.objects.filter(pk__in=material.requirements.order_by().values("matter"))
    named = scoping.visible(users, user).select_related("department").order_by("department__name", "name")
    departments: dict[str, list[Matter]] = {}
    for matter in named[:LISTED]:
        departments.setdefault(str(matter.department), []).append(matter)
    return Usage(total, departments, total - sum(map(len, departments.values())))
