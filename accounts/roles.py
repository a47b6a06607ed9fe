"""The roles as groups, with what each may do. Two things are kept apart: who edits does not publish, who runs the system reads no trail.

They are brought up to date after every `migrate` and not by a migration: the permissions of a new model are themselves made after
`migrate`, so a migration of the same run would not find them.
"""

from django.contrib.auth.models import Group, Permission

from accounts import audit

_ROWS = (
    "matter", "limit", "pause", "condition", "step", "charge", "legalbasis", "channel", "mode", "remedy", "faq",
    "handling", "desk", "question", "option", "requirement", "material", "fault",
)  # fmt: skip
_BUNDLES = ("bundle", "bundlemember")
_SEARCH = ("synonym", "missedsearch")
_OFFICE = ("region", "department", "site", "openinghours", "topic", "calendarday")
_WORK = ("edition", "review", "reviewcomment", "exchangerun", "linkcheck")
_LEDGER = ("notice", "rendering", "reprint", "voiding", "visit", "receipt", "enquiry", "arrival")


def _rights(verbs: str, models: tuple[str, ...], app: str = "matters") -> tuple[str, ...]:
    return tuple(f"{app}.{verb}_{model}" for model in models for verb in verbs.split())


# With the places that the rows point to: without these an editor could choose neither department nor site.
_VIEW_CATALOG = _rights("view", (*_ROWS, *_BUNDLES, *_SEARCH, *_OFFICE, *_WORK))

_OVERSIGHT = (
    "feedback", "rating", "case", "appeal", "amendment", "callback", "step", "round", "drawn", "checkanswer", "checkitem",
    "finding", "correctionorder", "problem", "sharedcause", "servicerequest", "contactcard", "trialrun", "trialstep",
)  # fmt: skip
_SEE_OVERSIGHT = (*_rights("view", _OVERSIGHT, "oversight"), "oversight.view_figures")

_DESK = (
    *_rights("view add", ("problem",), "oversight"),
    *_rights("view add change", ("servicerequest",), "oversight"),
    "oversight.view_contactcard",
)
"""What every window may do for whom nothing else helped, and to arrange a visit."""

_COUNTER = (
    *_DESK,
    *_rights("issue void", ("notice",), "notices"),
    "notices.unmask_applicant",
    *_rights("view add", ("printrun",), "notices"),
)

ROLES: dict[str, tuple[str, ...]] = {
    "系统管理员": (
        *_rights("view add change delete", _OFFICE),
        *_rights("view add change", ("staffuser",), "accounts"),
        *_rights("view add change delete", ("group",), "auth"),
        *_rights("view add change", ("officeprofile",), "notices"),
        *_rights("view add change delete", ("sheetwording",), "notices"),
        *_rights("view add", ("printrun",), "notices"),
        *_rights("view add change", ("checkitem",), "oversight"),
        *_rights("view add change delete", ("contactcard",), "oversight"),
    ),
    "目录编辑": (
        *_VIEW_CATALOG,
        *_rights("add change delete", _ROWS),
        *_rights("add change", _BUNDLES),
        *_rights("add change delete", ("synonym",)),
        "matters.change_missedsearch",
        "matters.delete_bundlemember",
        # A site's own data, as far as the scope reaches; codes and new sites are the administrator's.
        "matters.change_site",
        *_rights("add change delete", ("openinghours",)),
        *_rights("add", ("review", "reviewcomment", "exchangerun")),
        *_rights("view add", ("printrun",), "notices"),
        *_rights("view", ("feedback", "case", "problem", "sharedcause", "finding", "correctionorder"), "oversight"),
        *_rights("answer", ("case",), "oversight"),
        "oversight.view_figures",
    ),
    "审核发布": (
        *_VIEW_CATALOG,
        *_rights("publish suspend", ("matter",)),
        "matters.publish_bundle",
        "matters.change_review",
        "matters.add_reviewcomment",
    ),
    "窗口人员": _COUNTER,
    "窗口负责人": (
        *_COUNTER,
        "notices.export_notice",
        *_rights("view", ("feedback", "case", "correctionorder", "trialrun"), "oversight"),
        *_rights("assign answer", ("case",), "oversight"),
        *_rights("add", ("trialrun",), "oversight"),
        "oversight.unmask_contact",
        "oversight.view_figures",
    ),
    "督查人员": (
        *_rights("view export", ("notice",), "notices"),
        *_SEE_OVERSIGHT,
        *_rights("add change", ("round", "correctionorder", "checkitem", "sharedcause", "servicerequest"), "oversight"),
        *_rights("add", ("problem", "trialrun"), "oversight"),
        *_rights("assign answer", ("case",), "oversight"),
        *_rights("add change", ("contactcard",), "oversight"),
        "oversight.decide_appeal",
        "oversight.unmask_contact",
    ),
    "审计员": (
        *_VIEW_CATALOG,
        *_rights("view", ("staffuser", "auditentry"), "accounts"),
        *_rights("view", ("group",), "auth"),
        *_rights("view", (*_LEDGER, "officeprofile", "sheetwording"), "notices"),
        *_SEE_OVERSIGHT,
    ),
}


def sync_roles() -> None:
    """Create the groups and give each its permissions, as far as these exist yet. What that changes is on record."""
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    for name, permissions in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        wanted = {known[p] for p in permissions if p in known}
        if wanted != set(group.permissions.values_list("pk", flat=True)):
            group.permissions.set(wanted)
            audit.record(
                actor=None, action="role", target=f"角色 {name}", subject=f"auth.group:{group.pk}", rights=len(wanted)
            )
