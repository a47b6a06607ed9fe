"""The roles: who may do what."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.models import StaffUser
from accounts.roles import ROLES, sync_roles
from tests.factories import make_clerk, make_user

pytestmark = pytest.mark.django_db


def in_role(name: str) -> StaffUser:
    user = make_user()
    user.groups.add(Group.objects.get(name=name))
    return user


def may(role: str, permission: str) -> bool:
    return in_role(role).has_perm(permission)


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("notices.issue_notice", {"窗口人员"}),
        ("notices.void_notice", {"窗口人员"}),
        ("matters.publish_matter", {"审核发布"}),
        ("matters.suspend_matter", {"审核发布"}),
        ("matters.change_matter", {"目录编辑"}),
        ("matters.delete_requirement", {"目录编辑"}),
        ("accounts.view_auditentry", {"审计员"}),
        ("notices.view_notice", {"督查人员", "审计员"}),
        ("accounts.change_staffuser", set()),
    ],
)
def test_a_right_belongs_to_these_roles(permission: str, roles: set[str]) -> None:
    assert {role for role in ROLES if may(role, permission)} == roles


def test_every_right_of_a_role_exists() -> None:
    known = {f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")}
    assert sorted({right for rights in ROLES.values() for right in rights} - known) == []


def test_nobody_both_edits_and_publishes() -> None:
    assert set(ROLES["目录编辑"]) & {"matters.publish_matter", "matters.suspend_matter"} == set()
    assert [right for right in ROLES["审核发布"] if ".change_" in right or ".add_" in right] == []


def test_a_right_taken_by_hand_comes_back_with_migrate() -> None:
    Group.objects.get(name="窗口人员").permissions.clear()
    sync_roles()
    assert make_clerk().has_perm("notices.issue_notice")


def test_citizens_read_the_display_name_and_else_the_user_name() -> None:
    assert [str(make_user(display_name=name, username=f"clerk{name}")) for name in ("演示员", "")] == [
        "演示员",
        "clerk",
    ]
