"""The roles as groups, with what each may do; kept in step after every migrate."""

from django.contrib.auth.models import Group, Permission

_ROWS = (
    "matter", "limit", "pause", "condition", "step", "charge", "legalbasis", "channel", "mode", "remedy", "faq",
    "handling", "desk", "question", "option", "requirement", "material",
)  # fmt: skip
# What the rows point to: without these an editor could choose neither department nor site.
_REFERRED = ("region", "department", "site", "topic", "bundle", "edition")
_VIEW_CATALOG = tuple(f"matters.view_{model}" for model in (*_ROWS, *_REFERRED))
_EDIT_CATALOG = (
    *_VIEW_CATALOG,
    *(f"matters.{verb}_{model}" for model in _ROWS for verb in ("add", "change", "delete")),
)

ROLES: dict[str, tuple[str, ...]] = {
    "系统管理员": (),  # a superuser
    "目录编辑": _EDIT_CATALOG,
    "审核发布": (*_VIEW_CATALOG, "matters.publish_matter", "matters.suspend_matter"),
    "窗口人员": ("notices.issue_notice", "notices.void_notice"),
    "督查人员": ("notices.view_notice",),
    "审计员": ("accounts.view_auditentry", "notices.view_notice"),
}


def sync_roles() -> None:
    """Create the groups and give each its permissions, as far as these exist yet."""
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    for name, permissions in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([known[p] for p in permissions if p in known])
