"""常见差错 in the admin: those of a paper on its own page, those of any paper in a list."""

from django.contrib import admin

from accounts.printable import PrintableTexts
from matters.admin.base import CatalogAdmin
from matters.models import Fault


class FaultInline(PrintableTexts, admin.TabularInline):  # type: ignore[type-arg]
    """What is often wrong with this paper: the window chooses it with one key."""

    model = Fault
    fields = ("wrong", "right", "position")
    extra = 0


@admin.register(Fault)
class FaultAdmin(CatalogAdmin):
    """All of them; those without a paper are offered with every paper."""

    list_display = ("wrong", "right", "material", "position")
    list_select_related = ("material",)
    list_filter = (("material", admin.EmptyFieldListFilter),)
    search_fields = ("wrong", "right", "material__name")
    autocomplete_fields = ("material",)
    fields = ("material", "wrong", "right", "position")
