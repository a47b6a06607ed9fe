"""Administrators hand out roles, within their scope, and never more than that."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, StaffUser
from accounts.roles import ROLES
from accounts.staffing import groups_to_hand_out, staff_in_scope
from matters.enums import Level
from matters.models import Department
from tests import factories
from tests.admin_pages import form_data, make_staff, make_superuser, signed_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> StaffUser:
    return make_staff("系统管理员")


def url(user: StaffUser, action: str = "change") -> str:
    return reverse(f"admin:accounts_staffuser_{action}", args=[user.pk])


def save(by: StaffUser, user: StaffUser, **changes: Any) -> Any:
    client = signed_in(by)
    return client.post(url(user), form_data(client, url(user)) | changes)


def fields(client: Client, user: StaffUser) -> set[str]:
    return set(client.get(url(user)).context["adminform"].form.fields)


def test_an_administrator_gives_a_role(administrator: StaffUser) -> None:
    user, editors = make_user(), Group.objects.get(name="目录编辑")
    assert save(administrator, user, groups=[editors.pk]).status_code == 302
    assert list(user.groups.all()) == [editors]


def test_who_gave_which_right_is_on_record(administrator: StaffUser) -> None:
    user = make_user()
    save(administrator, user, groups=[Group.objects.get(name="目录编辑").pk], is_active="")
    entry = AuditEntry.objects.get(action="rights")
    assert (entry.actor, entry.subject) == (administrator, f"accounts.staffuser:{user.pk}")
    assert {"place": "groups", "old": "", "new": "目录编辑"} in entry.detail["changes"]
    assert {"place": "is_active", "old": "是", "new": "否"} in entry.detail["changes"]


def test_only_superusers_are_offered_superuser_and_single_rights(administrator: StaffUser) -> None:
    only = {"is_superuser", "user_permissions"}
    assert fields(signed_in(administrator), make_user()) & only == set()
    assert fields(signed_in(make_superuser()), make_user()) & only == only


def test_a_forged_form_makes_no_superuser(administrator: StaffUser) -> None:
    user = make_user()
    right = Permission.objects.get(codename="publish_matter")
    save(administrator, user, is_superuser="on", user_permissions=[right.pk])
    user.refresh_from_db()
    assert (user.is_superuser, list(user.user_permissions.all())) == (False, [])


@pytest.mark.parametrize("whose", ["superuser", "own"])
def test_an_administrator_changes_neither_a_superuser_nor_themselves(administrator: StaffUser, whose: str) -> None:
    user = make_superuser() if whose == "superuser" else administrator
    client = signed_in(administrator)
    password = reverse("admin:auth_user_password_change", args=[user.pk])
    assert [client.post(address, {}).status_code for address in (url(user), password)] == [403, 403]


def test_a_group_with_rights_one_lacks_cannot_be_given(administrator: StaffUser) -> None:
    strong, weak = Group.objects.create(name="强"), Group.objects.create(name="弱")
    strong.permissions.add(Permission.objects.get(codename="publish_matter"))
    weak.permissions.add(Permission.objects.get(codename="view_site"))
    offered = set(groups_to_hand_out(administrator))
    assert (strong in offered, weak in offered, len(offered)) == (False, True, len(ROLES) + 1)
    refused = save(administrator, make_user(), groups=[strong.pk])
    assert list(refused.context["adminform"].form.errors) == ["groups"]


def test_nobody_puts_a_right_they_lack_into_a_group(administrator: StaffUser) -> None:
    group = Group.objects.create(name="演示小组")
    lacking, held = (Permission.objects.get(codename=c) for c in ("publish_matter", "view_site"))
    address = reverse("admin:auth_group_change", args=[group.pk])
    client = signed_in(administrator)
    assert client.post(address, {"name": "演示小组", "permissions": [lacking.pk]}).status_code == 200
    assert client.post(address, {"name": "演示小组", "permissions": [held.pk]}).status_code == 302
    assert list(group.permissions.all()) == [held]


def test_the_roles_cannot_be_changed_in_the_admin() -> None:
    client = signed_in(make_superuser())
    role = Group.objects.get(name="窗口人员")
    answers = [
        client.post(reverse(f"admin:auth_group_{a}", args=[role.pk]), {}).status_code for a in ("change", "delete")
    ]
    assert answers == [403, 403]


def test_a_new_account_must_change_its_password(administrator: StaffUser) -> None:
    data = {"username": "newcomer", "display_name": "演示新人", "usable_password": "true"}
    data |= {"password1": "a-word-of-chance-7", "password2": "a-word-of-chance-7"}
    signed_in(administrator).post(reverse("admin:accounts_staffuser_add"), data)
    user = StaffUser.objects.get(username="newcomer")
    assert (user.must_change_password, user.is_staff) == (True, False)


def test_a_reset_password_is_on_record_and_must_be_changed(administrator: StaffUser) -> None:
    user = make_user()
    data = {"password1": "a-word-of-chance-7", "password2": "a-word-of-chance-7", "usable_password": "true"}
    signed_in(administrator).post(reverse("admin:auth_user_password_change", args=[user.pk]), data)
    user.refresh_from_db()
    entry = AuditEntry.objects.get(action="password")
    assert (user.must_change_password, user.check_password("a-word-of-chance-7")) == (True, True)
    assert (entry.actor, entry.target, entry.detail) == (
        administrator,
        user.username,
        {"changes": [], "via": "管理员重置"},
    )


def test_an_account_is_never_removed() -> None:
    assert signed_in(make_superuser()).post(url(make_user(), "delete"), {"post": "yes"}).status_code == 403


# --- Scope


def test_a_street_administrator_sees_the_staff_of_the_street() -> None:
    street, other = factories.make_region(), factories.make_region()
    inside = {
        make_user(region=street),
        make_user(factories.make_site(region=street)),
        make_user(department=Department.objects.create(name="街道办", region=street)),
    }
    make_user(region=other), make_user(factories.make_site(region=other)), make_user()
    assert set(staff_in_scope(StaffUser.objects.all(), make_user(region=street))) - inside == {StaffUser.objects.last()}


def test_a_community_belongs_to_its_street_and_district() -> None:
    community = factories.make_region(Level.COMMUNITY)
    clerk = make_user(factories.make_site(region=community))
    for region in (community, community.parent, community.parent.parent):
        assert clerk in staff_in_scope(StaffUser.objects.all(), make_user(region=region))


def test_an_account_out_of_scope_does_not_exist() -> None:
    by = make_staff("系统管理员")
    by.region = factories.make_region()
    by.save()
    assert signed_in(by).get(url(make_user())).headers["Location"] == "/admin/"


@pytest.mark.parametrize("given", ["", "other"])
def test_a_confined_administrator_lets_nobody_out_of_the_scope(given: str) -> None:
    street, other = factories.make_region(), factories.make_region()
    by = make_staff("系统管理员")
    by.region = street
    by.save()
    user = make_user(region=street)
    refused = save(by, user, region=other.pk if given else "")
    assert list(refused.context["adminform"].form.errors) == ["region"]


def test_a_new_account_begins_in_the_scope_of_who_opens_it() -> None:
    by = make_staff("系统管理员")
    by.region = factories.make_region()
    by.save()
    data = {"username": "newcomer", "usable_password": "true"}
    data |= {"password1": "a-word-of-chance-7", "password2": "a-word-of-chance-7"}
    signed_in(by).post(reverse("admin:accounts_staffuser_add"), data)
    assert StaffUser.objects.get(username="newcomer").region == by.region
