"""What the catalog's admin pages share: scope, history, style."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.admin_history import KeepsHistory
from accounts.models import StaffUser
from accounts.printable import PrintableTexts
from matters import scoping
from matters.completeness import Finding


class Scoped(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows what is in the scope of whoever asks (lists, addresses, autocompletion, actions alike) and lets them change what is theirs."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        if request.path == reverse("admin:autocomplete"):
            asked = (request.GET.get(name, "") for name in ("model_name", "field_name"))
            return scoping.choosable(rows, request.user, *asked)
        return scoping.visible(rows, request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not scoping.why_not_new(self.model, request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and _is_theirs(obj, request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_theirs(obj, request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Nobody can put a row into what is not theirs."""
        model = db_field.remote_field.model
        if "queryset" not in kwargs and scoping.is_confined(request.user):
            names = (db_field.model._meta.model_name, db_field.name)
            kwargs["queryset"] = scoping.choosable(model._default_manager.all(), request.user, *names)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A page that could be changed but for the scope says so."""
        obj = context.get("original")
        if request.method == "GET" and obj is not None and super().has_change_permission(request, obj):
            reason = scoping.why_not(obj, request.user)
            if reason:
                messages.warning(request, reason)
        return super().render_change_form(request, context, *args, **kwargs)


class CatalogAdmin(Scoped, KeepsHistory, PrintableTexts, admin.ModelAdmin):  # type: ignore[type-arg]
    """A page of the catalog: in scope, with history, in the catalog's own style, without a second count of a long list."""

    show_full_result_count = False
    list_per_page = 50

    class Media:
        css = {"all": ("css/admin-catalog.css",)}


class ReadOnlyAdmin(CatalogAdmin):
    """Rows that are looked at and never written here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _is_theirs(obj: Model | None, request: HttpRequest) -> bool:
    return obj is None or not scoping.why_not(obj, request.user)


def staff(request: HttpRequest) -> StaffUser:
    """The member of staff who asks. Raises PermissionDenied for anybody else."""
    if not isinstance(request.user, StaffUser):
        raise PermissionDenied
    return request.user


def warn(request: HttpRequest, findings: list[Finding]) -> None:
    """Say what is doubtful in what was just saved; it stays saved."""
    for finding in findings:
        messages.warning(request, finding.message)
