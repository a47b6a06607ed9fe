"""节假日与调休 in the admin."""

from django.contrib import admin

from matters.admin.base import CatalogAdmin
from matters.models import CalendarDay


@admin.register(CalendarDay)
class CalendarDayAdmin(CatalogAdmin):
    """The days that differ from Monday-to-Friday."""

    list_display = ("date", "is_workday", "name", "is_official")
    list_filter = ("is_official", "is_workday")
    search_fields = ("name",)
    date_hierarchy = "date"
