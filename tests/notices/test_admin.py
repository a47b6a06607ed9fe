"""The ledger in the admin: to read, never to change. The office profile: to change, never to remove."""

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.models import AuditEntry, StaffUser
from matters.models import Department
from notices.models import Notice, OfficeProfile
from notices.voiding import void
from tests.counter import make_notice, signed_in
from tests.factories import make_region, make_site, make_user

pytestmark = pytest.mark.django_db

TABLES = ("notice", "rendering", "reprint", "voiding")


@pytest.fixture
def notice(known_rung: None) -> Notice:
    """Reprinted and void."""
    notice = make_notice()
    notice.reprints.create(by=notice.clerk)
    notice.renderings.create(pdf_sha256="0", size=1, pages=1, renderer="r", fonts="f")
    void(notice, by=notice.clerk, reason="情形选错")
    return notice


def row_of(table: str, notice: Notice) -> int:
    rows = {
        "notice": notice,
        "reprint": notice.reprints.get(),
        "rendering": notice.renderings.get(),
        "voiding": notice.voiding,
    }
    return rows[table].pk


@pytest.mark.parametrize("table", TABLES)
def test_an_auditor_reads_every_table_of_the_ledger(notice: Notice, table: str) -> None:
    auditor = signed_in(make_user(None, "notices.view_notice", is_staff=True))
    pages = (
        auditor.get(reverse(f"admin:notices_{table}_changelist")),
        auditor.get(reverse(f"admin:notices_{table}_change", args=[row_of(table, notice)])),
    )
    assert [notice.serial in page.content.decode() for page in pages] == [True, True]


@pytest.mark.parametrize("table", TABLES)
def test_nobody_writes_into_the_ledger_not_even_a_superuser(notice: Notice, table: str) -> None:
    boss, pk = signed_in(make_user(is_superuser=True, is_staff=True)), row_of(table, notice)
    rows = apps.get_model("notices", table).objects
    before = list(rows.values())
    answers = (
        boss.get(reverse(f"admin:notices_{table}_add")),
        boss.post(reverse(f"admin:notices_{table}_change", args=[pk]), {}),
        boss.post(reverse(f"admin:notices_{table}_delete", args=[pk]), {"post": "yes"}),
    )
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert list(rows.values()) == before


@pytest.mark.parametrize("table", TABLES)
def test_staff_without_the_right_see_nothing_of_it(table: str) -> None:
    editor = signed_in(make_user(is_staff=True))
    assert editor.get(reverse(f"admin:notices_{table}_changelist")).status_code == 403


def test_a_changed_profile_is_on_record() -> None:
    boss = make_user(is_superuser=True, is_staff=True)
    profile = OfficeProfile.current()
    stored = {f.name: getattr(profile, f.name) or "" for f in OfficeProfile._meta.fields}
    data = {**stored, "progress": "扫码查询进度", "opened": profile.revision}
    signed_in(boss).post(reverse("admin:notices_officeprofile_change", args=[profile.pk]), data)
    entry = AuditEntry.objects.filter(action="profile").get()
    changed = [{"place": "progress", "old": profile.progress, "new": "扫码查询进度"}]
    assert (OfficeProfile.current().progress, entry.actor, entry.detail["changes"]) == ("扫码查询进度", boss, changed)


def test_there_is_one_profile_and_it_cannot_be_removed() -> None:
    boss = signed_in(make_user(is_superuser=True, is_staff=True))
    addresses = (
        reverse("admin:notices_officeprofile_add"),
        reverse("admin:notices_officeprofile_delete", args=[OfficeProfile.current().pk]),
    )
    assert [boss.get(page).status_code for page in addresses] == [403, 403]


def test_the_first_profile_can_be_made() -> None:
    OfficeProfile.objects.all().delete()
    boss = signed_in(make_user(is_superuser=True, is_staff=True))
    data = {"office": "演示区政务服务中心", "title": "一次性告知单", "footer": "以网上公布的为准。"}
    boss.post(reverse("admin:notices_officeprofile_add"), data)
    assert (OfficeProfile.current().pk, OfficeProfile.current().office) == (1, "演示区政务服务中心")


# --- Scope


def scoped(**scope: Any) -> set[int]:
    """The notices an auditor of that scope sees in the list."""
    user = make_user(None, "notices.view_notice", is_staff=True)
    StaffUser.objects.filter(pk=user.pk).update(**scope)
    client = signed_in(user)
    return {row.pk for row in client.get(reverse("admin:notices_notice_changelist")).context["cl"].result_list}


def test_the_ledger_shows_the_notices_of_the_own_site_region_or_department(notice: Notice) -> None:
    inside = (
        {"window": "1号"},
        {"site": notice.site},
        {"region": notice.site.region},
        {"region": notice.site.region.parent},
        {"department": notice.matter.department},
    )
    outside = (
        {"site": make_site()},
        {"region": make_region()},
        {"department": Department.objects.create(name="安阳市北关区演示局")},
    )
    assert [notice.pk in scoped(**scope) for scope in inside] == [True] * 5
    assert [scoped(**scope) for scope in outside] == [set()] * 3


@pytest.mark.parametrize("table", TABLES)
def test_what_is_out_of_scope_does_not_exist(notice: Notice, table: str) -> None:
    client = signed_in(make_user(None, "notices.view_notice", is_staff=True, region=make_region()))
    address = reverse(f"admin:notices_{table}_change", args=[row_of(table, notice)])
    assert client.get(address).headers["Location"] == "/admin/"


def test_the_counters_list_has_the_same_scope(notice: Notice) -> None:
    users = [make_user(None, "notices.view_notice", region=region) for region in (notice.site.region, make_region())]
    url = reverse("counter_notice", args=[notice.pk])
    assert [signed_in(user).get(url).status_code for user in users] == [200, 404]
