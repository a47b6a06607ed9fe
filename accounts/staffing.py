"""Which staff an administrator looks after, and what they may hand out.

Superusers make superusers and give single rights. A 系统管理员 hands out the roles, and groups that hold no more than they hold themselves;
never to themselves, and they never touch a superuser.
"""

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from accounts.models import StaffUser
from accounts.roles import ROLES


def staff_in_scope(staff: QuerySet[StaffUser], by: StaffUser) -> QuerySet[StaffUser]:
    """Those of `staff` that `by` sees: with a department its own, with a region those who work in it, else everybody."""
    if by.is_superuser:
        return staff
    if by.department_id:
        return staff.filter(department=by.department_id)
    if by.region_id:
        return staff.filter(
            _below("region", by.region_id)
            | _below("site__region", by.region_id)
            | _below("department__region", by.region_id)
        )
    return staff.filter(site=by.site_id) if by.site_id else staff


def why_not(user: StaffUser, by: StaffUser) -> str:
    """Why `by` may not change the account of `user`, in Chinese; empty when they may."""
    if by.is_superuser:
        return ""
    if user.is_superuser:
        return "超级用户的账号只有超级用户能修改。"
    if user.pk == by.pk:
        return "自己的权限和岗位请由其他管理员修改；口令请用“修改密码”。"
    return ""


def groups_to_hand_out(by: StaffUser) -> QuerySet[Group]:
    """The roles, and every other group whose rights `by` holds as well."""
    groups = Group.objects.all()
    if by.is_superuser:
        return groups
    beyond = [
        group.pk
        for group in groups.exclude(name__in=ROLES).prefetch_related("permissions__content_type")
        if not may_hold(group, by)
    ]
    return groups.exclude(pk__in=beyond)


def may_hold(group: Group, by: StaffUser) -> bool:
    """Whether `by` holds every right of `group`."""
    held = by.get_all_permissions()
    return all(f"{p.content_type.app_label}.{p.codename}" in held for p in group.permissions.all())


def _below(field: str, region: int) -> Q:
    """That region or one below it: the tree has three levels."""
    return Q(**{field: region}) | Q(**{f"{field}__parent": region}) | Q(**{f"{field}__parent__parent": region})
