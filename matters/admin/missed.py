"""没有结果的搜索 in the admin: what was looked for in vain, and what becomes of it."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from matters.admin.base import CatalogAdmin, staff
from matters.admin.naming import name_page, set_aside_one
from matters.everyday_words.naming import set_aside
from matters.models import MissedSearch


class WaitingFilter(admin.SimpleListFilter):
    """Those that wait, or those that were dealt with."""

    title = "处理情况"
    parameter_name = "done"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "待处理"), ("yes", "已处理")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[MissedSearch]) -> QuerySet[MissedSearch]:
        waiting = Q(pk__in=MissedSearch.objects.waiting().order_by().values("pk"))
        chosen = {"no": waiting, "yes": ~waiting}.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(chosen)


@admin.register(MissedSearch)
class MissedSearchAdmin(CatalogAdmin):
    """What waits first, of that the most frequent. The rows come from the public's searches; nobody writes them here."""

    list_display = ("words", "times", "last_at", "deeds")
    list_filter = (WaitingFilter,)
    search_fields = ("words",)
    actions = ("set_aside_chosen",)
    fields = readonly_fields = ("words", "times", "first_at", "last_at", "seen_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[MissedSearch]:
        rows: QuerySet[MissedSearch] = super().get_queryset(request)
        return rows.annotate(is_waiting=_waits())

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        return (_waits().desc(), "-times", "words")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return self.list_display if self.has_change_permission(request) else (*self.list_display[:-1], "seen_at")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/name/", wrap(partial(name_page, self)), name="matters_missedsearch_name"),
            path("<int:pk>/set-aside/", wrap(partial(set_aside_one, self)), name="matters_missedsearch_set_aside"),
        ]
        return own + super().get_urls()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="处理")
    def deeds(self, missed: Any) -> SafeString | str:
        """The buttons of a row; they stand in the form of the list, which carries the token."""
        if not missed.is_waiting:
            return "已处理"
        return format_html(
            '<a class="button" href="{}">设为常用词…</a> <button class="button" type="submit" formaction="{}">不处理</button>',
            *(reverse(f"admin:matters_missedsearch_{deed}", args=[missed.pk]) for deed in ("name", "set_aside")),
        )

    @admin.action(description="不处理所选的搜索", permissions=["change"])
    def set_aside_chosen(self, request: HttpRequest, queryset: QuerySet[MissedSearch]) -> None:
        """Those that were ticked."""
        for missed in queryset:
            set_aside(missed, by=staff(request))
        messages.success(request, "已记为不处理；再有人搜索时会重新出现。")


def _waits() -> Case:
    """Whether a row waits, for the database."""
    waiting = MissedSearch.objects.waiting().order_by().values("pk")
    return Case(When(pk__in=waiting, then=Value(True)), default=Value(False), output_field=BooleanField())
