"""一件事 in the admin: the list with what has to be merged again, and the page where one is composed."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.printable import PrintableTexts
from matters.admin.base import CatalogAdmin, staff
from matters.admin.bundle_deeds import DEEDS, bundle_deed_urls, may_publish
from matters.admin.bundle_flagged import flagged_urls
from matters.admin.bundle_panel import panel
from matters.admin.rows import KnowingAutocomplete, RowFormSet
from matters.bundle_flags import flags
from matters.bundle_forms import BundleForm
from matters.bundling import mark_edited
from matters.codes import fresh_code
from matters.enums import Standing
from matters.forms import RowForm
from matters.models import Bundle, BundleMember, Edition
from matters.scoping import own_department


class MemberInline(KnowingAutocomplete, PrintableTexts, admin.TabularInline):  # type: ignore[type-arg]
    """The matters of a bundle, stage by stage."""

    model = BundleMember
    form = RowForm
    formset = RowFormSet
    fields = ("stage", "position", "matter", "is_optional", "answers", "yields")
    autocomplete_fields = ("matter", "yields")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[BundleMember]:
        members: QuerySet[BundleMember] = super().get_queryset(request)
        return members.select_related("matter", "yields")


class BundleList(ChangeList):
    """Every row of the page carries its `flag`, found for all together."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        found = {flag.bundle.pk: flag for flag in flags(Bundle.objects.filter(pk__in=[row.pk for row in rows]))}
        for row in rows:
            row.flag = found.get(row.pk)
        self.result_list = rows


@admin.register(Bundle)
class BundleAdmin(CatalogAdmin):
    """Several matters handled as one thing."""

    form = BundleForm
    list_display = (
        "code", "name", "short_lead", "member_count", "standing_chip", "newest_edition", "state",
    )  # fmt: skip
    list_select_related = ("lead_department",)
    list_display_links = ("code", "name")
    list_filter = ("standing", "lead_department")
    search_fields = ("code", "name", "synonyms", "matters__name")
    autocomplete_fields = ("lead_department", "sites")
    inlines = (MemberInline,)
    save_on_top = True
    fieldsets = (
        ("名称与牵头部门", {"fields": (("code", "name"), "summary", "synonyms", "lead_department", "topics")}),
        ("怎么合并", {"fields": ("copies_rule", "sites", ("promised_amount", "promised_unit"), "result_name")}),
        (
            "电话与其他",
            {"fields": (("consult_phone", "complaint_phone"), "source_note", ("allow_two_sides", "demo"))},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bundle]:
        newest = Edition.objects.filter(bundle=OuterRef("pk")).order_by("-number").values("number")[:1]
        bundles: QuerySet[Bundle] = super().get_queryset(request)
        return bundles.annotate(newest=Subquery(newest), size=Count("members", distinct=True))

    def get_readonly_fields(self, request: HttpRequest, obj: Bundle | None = None) -> tuple[str, ...]:
        published = obj is not None and obj.editions.exists()
        return (*self.readonly_fields, "code") if published else tuple(self.readonly_fields)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that has ended is only looked at."""
        ended = obj is not None and obj.standing == Standing.RETIRED
        return not ended and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that was ever published is cancelled, never deleted."""
        return not (obj is not None and obj.editions.exists()) and super().has_delete_permission(request, obj)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BundleList

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        own = own_department(request.user)
        lead = {"lead_department": own.pk} if own else {}
        return {"code": fresh_code(), **lead, **super().get_changeform_initial_data(request)}

    def note(self, request: HttpRequest, action: str, row: Any, changes: Any = ()) -> None:
        """What is noted as an edit counts as one: whoever did it does not publish it."""
        if action in {"create", "edit"}:
            mark_edited(row, staff(request))
        super().note(request, action, row, changes)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Bundle | None = None,
    ) -> HttpResponse:
        if obj is not None and change:
            context |= {
                # Asked for when the page is written, and not before a POST is known to be refused.
                "panel": SimpleLazyObject(lambda: panel(obj)),
                "deeds": [deed for deed in DEEDS if deed.is_open_to(request.user, obj)],
                "may_publish": may_publish(request.user, obj),
                "preview_url": _preview_url(obj),
            }
        context["live_url"] = _live_url(obj if change else None)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        live = [
            path("live/", wrap(self.live_panel), name="matters_bundle_live_new"),
            path("<int:pk>/live/", wrap(self.live_panel), name="matters_bundle_live"),
        ]
        return [*flagged_urls(self), *bundle_deed_urls(self), *live, *super().get_urls()]

    def live_panel(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """What the page as it is filled in would be merged to; looked at and taken back. 405 for anything but POST."""
        if request.method != "POST":
            return HttpResponse(status=405)
        bundle = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        if not (self.has_change_permission(request, bundle) if bundle else self.has_add_permission(request)):
            raise PermissionDenied
        with transaction.atomic():
            context = self._as_typed(request, bundle)
            answer = TemplateResponse(request, "admin/matters/bundle/_merged.html", context).render()
            transaction.set_rollback(True)
        return answer

    def _as_typed(self, request: HttpRequest, bundle: Bundle | None) -> dict[str, Any]:
        """The panel of what is typed, or what is wrong with it; inside a transaction that is taken back."""
        typed = request.POST.copy()
        typed["opened"] = str(bundle.revision) if bundle else ""  # somebody else's save is told when this one is saved
        form = self.get_form(request, bundle, change=bundle is not None)(typed, instance=bundle)
        if not form.is_valid():
            return {"problems": [error for errors in form.errors.values() for error in errors]}
        row = form.save(commit=False)
        formsets, _ = self._create_formsets(request, row, change=bundle is not None)  # type: ignore[attr-defined]
        if not all(formset.is_valid() for formset in formsets):
            return {"problems": ["“一件事的事项”里有没填完或重复的行。"]}
        row.save()
        form.save_m2m()
        for formset in formsets:
            formset.save()
        return {"panel": panel(Bundle.objects.get(pk=row.pk))}

    @admin.display(description="牵头部门", ordering="lead_department__short_name")
    def short_lead(self, bundle: Bundle) -> str:
        """What the department is called in the house."""
        return bundle.lead_department.short_name or bundle.lead_department.name

    @admin.display(description="事项", ordering="size")
    def member_count(self, bundle: Any) -> str:
        """How many."""
        return f"{bundle.size}项"

    @admin.display(description="状态", ordering="standing")
    def standing_chip(self, bundle: Bundle) -> SafeString:
        """Where it stands in public."""
        return format_html('<span class="chip chip-{}">{}</span>', bundle.standing, bundle.get_standing_display())

    @admin.display(description="最新版本", ordering="newest")
    def newest_edition(self, bundle: Any) -> str:
        """Its number."""
        return f"第{bundle.newest}版" if bundle.newest else "—"

    @admin.display(description="待办")
    def state(self, bundle: Any) -> SafeString | str:
        """What has to be done: merge again, or publish what was edited."""
        if bundle.flag:
            words = "事项有变化，不能合并" if bundle.flag.obstacles else "事项有新版本，要重新合并"
            return format_html('<span class="chip chip-suspended" title="{}">{}</span>', bundle.flag.note, words)
        return "有改动待发布" if bundle.edited_by_id and bundle.newest else ""


def _live_url(bundle: Bundle | None) -> str:
    name = "admin:matters_bundle_live" if bundle else "admin:matters_bundle_live_new"
    return reverse(name, args=[bundle.pk] if bundle else [])


def _preview_url(bundle: Bundle) -> str:
    """The sheet belongs to a later stage of the product; without it there is no such button."""
    try:
        return reverse("bundle_preview", args=[bundle.code])
    except NoReverseMatch:
        return ""
