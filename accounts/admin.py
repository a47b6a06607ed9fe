"""Staff and groups in the admin. The audit trail is in `audit_admin`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from accounts import audit_admin, history
from accounts.admin_history import KeepsHistory
from accounts.models import StaffUser
from accounts.printable import PrintableTexts
from accounts.roles import ROLES
from accounts.staffing import groups_to_hand_out, may_hold, staff_in_scope, why_not

__all__ = ["RoleAdmin", "StaffUserAdmin", "audit_admin"]

_RIGHTS = {
    "groups", "user_permissions", "is_active", "is_staff", "is_superuser", "site", "department", "region",
}  # fmt: skip
_SUPERUSERS_ONLY = ("is_superuser", "user_permissions")


@admin.register(StaffUser)
class StaffUserAdmin(KeepsHistory, PrintableTexts, UserAdmin):  # type: ignore[type-arg]
    """Django's user pages with the organisation scope. Nobody removes an account: records point to it; it is made inactive."""

    list_display = ("username", "display_name", "roles", "department", "region", "site", "is_active")
    list_select_related = ("site", "department", "region")
    list_filter = ("is_active", "groups", "department")
    search_fields = ("username", "display_name")
    readonly_fields = ("last_login", "date_joined")
    show_full_result_count = False
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("username", "display_name", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "email")}),
        ("工作岗位", {"fields": ("department", "region", "site", "window")}),
        ("权限", {"fields": ("is_active", "is_staff", "groups", "is_superuser", "user_permissions", "must_change_password")}),
        ("时间", {"fields": ("last_login", "date_joined")}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[StaffUser]:
        return staff_in_scope(super().get_queryset(request), _by(request)).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: StaffUser | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if _by(request).is_superuser:
            return fieldsets
        return [
            (title, {**options, "fields": [f for f in options["fields"] if f not in _SUPERUSERS_ONLY]})
            for title, options in fieldsets
        ]

    def has_change_permission(self, request: HttpRequest, obj: StaffUser | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not why_not(obj, _by(request)))

    def has_delete_permission(self, request: HttpRequest, obj: StaffUser | None = None) -> bool:
        return False

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["queryset"] = groups_to_hand_out(_by(request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form knows who fills it in."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (StaysInScope, form), {"by": _by(request)})

    def save_model(self, request: HttpRequest, obj: StaffUser, form: Any, change: bool) -> None:
        if not change:
            obj.must_change_password = True
            _take_over_scope(obj, _by(request))
        super().save_model(request, obj, form, change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)

    def log_change(self, request: HttpRequest, obj: StaffUser, message: Any) -> Any:
        if request.resolver_match and request.resolver_match.url_name == "auth_user_password_change":
            # A password that somebody else chose is changed at the next sign-in.
            StaffUser.objects.filter(pk=obj.pk).update(must_change_password=obj.pk != request.user.pk)
            history.note(actor=_by(request), action="password", row=obj, target=obj.username, via="管理员重置")
        return super().log_change(request, obj, message)

    def action_for(self, changes: Iterable[Mapping[str, str]]) -> str:
        return "rights" if {change["place"] for change in changes} & _RIGHTS else "edit"

    @admin.display(description="角色")
    def roles(self, user: StaffUser) -> str:
        """The groups, by name."""
        return "、".join(group.name for group in user.groups.all())


class StaysInScope(forms.ModelForm):  # type: ignore[type-arg]
    """An administrator who is confined cannot let an account out of their own scope."""

    by: StaffUser

    def clean(self) -> Any:
        cleaned = super().clean()
        for name in ("department", "region", "site"):
            own = getattr(self.by, name)
            if name in self.fields and own and not self.by.is_superuser and not self._keeps(name, own):
                self.add_error(name, f"您只能管理“{own}”的人员。")
        return cleaned

    def _keeps(self, name: str, own: Any) -> bool:
        """The same department or site; the same region or one below it."""
        given = self.cleaned_data.get(name)
        return given is not None and own.pk in {given.pk, *_above(given, name)}


def _above(given: Any, name: str) -> set[int]:
    """The keys of the regions above one."""
    if name != "region":
        return set()
    return {pk for pk in (given.parent_id, given.parent and given.parent.parent_id) if pk}


def _take_over_scope(user: StaffUser, by: StaffUser) -> None:
    """A new account begins in the scope of whoever opens it."""
    if not by.is_superuser:
        user.department, user.region, user.site = by.department, by.region, by.site


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(KeepsHistory, GroupAdmin):
    """Groups. The six roles are the program's own: shown, never changed here."""

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or (obj.name not in ROLES and self._holds(request, obj)))

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.name not in ROLES and self._holds(request, obj)))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        """Nobody gives a right they do not have."""
        if db_field.name == "permissions" and request is not None and not _by(request).is_superuser:
            held = _by(request).get_all_permissions()
            kwargs["queryset"] = _permissions().filter(pk__in=[p.pk for p in _permissions() if _name(p) in held])
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def action_for(self, changes: Iterable[Mapping[str, str]]) -> str:
        return "rights"

    @staticmethod
    def _holds(request: HttpRequest, group: Group) -> bool:
        return _by(request).is_superuser or may_hold(group, _by(request))


def _permissions() -> QuerySet[Permission]:
    return Permission.objects.select_related("content_type")


def _name(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def _by(request: HttpRequest) -> StaffUser:
    """Who is signed in; the admin lets nobody else through."""
    assert isinstance(request.user, StaffUser)  # noqa: S101
    return request.user
