"""Who changed what, field by field: noted by every page of the admin, read on the page's history."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import history
from accounts.admin_history import PER_PAGE
from accounts.models import AuditEntry, StaffUser
from matters.admin.field_names import place_words, row_names
from matters.models import Bundle, CalendarDay, Department, Material, Matter, OpeningHours, Region, Site, Topic
from matters.working_copy import Requirement, WorkingCopy
from notices.models import OfficeProfile
from tests import factories
from tests.admin_pages import make_superuser, save, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> StaffUser:
    return make_superuser()


@pytest.fixture
def admin(boss: StaffUser) -> Client:
    return signed_in(boss)


def address(row: Any, page: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def noted(row: Any) -> list[tuple[str, list[dict[str, str]]]]:
    return [(entry.action, entry.detail["changes"]) for entry in history.entries_of(row)]


def shown(client: Client, row: Any) -> list[dict[str, Any]]:
    return client.get(address(row, "history")).context["entries"]


FLAT = {
    # what                 made by                                        field    value     as a citizen of the admin reads it
    "region": (lambda: factories.make_region(), "name", "改名街道", "名称"),
    "department": (lambda: factories.make_matter().department, "short_name", "改局", "简称"),
    "site": (lambda: factories.make_site(), "phone", "0372-1234567", "电话"),
    "topic": (lambda: Topic.objects.create(name="演示主题"), "name", "改题", "名称"),
    "day": (lambda: CalendarDay.objects.create(date="2031-01-01", is_workday=False), "name", "元旦", "说明"),
    "material": (lambda: Material.objects.create(name="演示材料"), "issuer", "公安局", "出具单位"),
    "bundle": (
        lambda: Bundle.objects.create(code="ZZZZZ9", name="演示事", lead_department=factories.make_matter().department),
        "summary",
        "一句话",
        "一句话说明",
    ),
    "profile": (OfficeProfile.current, "progress", "扫码查询", "进度查询说明"),
    "user": (factories.make_user, "window", "9号窗口", "窗口"),
    "group": (lambda: Group.objects.create(name="演示小组"), "name", "改组", "名称"),
}


@pytest.mark.parametrize("what", FLAT)
def test_a_change_is_noted_and_read_in_words(admin: Client, boss: StaffUser, what: str) -> None:
    make, field, value, words = FLAT[what]
    row = make()
    before = str(getattr(row, field))
    files = {"blank_form": "", "filled_sample": ""} if what == "material" else {}
    assert save(admin, address(row), **files, **{field: value}).status_code == 302
    entry = shown(admin, row)[0]
    assert (entry["actor"], entry["via"]) == (boss, "页面编辑")
    assert entry["changes"] == [{"place": words, "old": before, "new": value}]


def test_saving_an_untouched_page_notes_nothing(admin: Client) -> None:
    site = factories.make_site()
    save(admin, address(site))
    assert noted(site) == []


def test_opening_hours_belong_to_the_history_of_their_site(admin: Client) -> None:
    site = factories.make_site()
    hours = OpeningHours.objects.create(site=site, weekdays="12345", opens="09:00", closes="12:00")
    save(admin, address(site), hours__0__closes="11:30")
    place = "办公时间 12345 09:00—11:30 · 结束"
    assert shown(admin, site)[0]["changes"] == [{"place": place, "old": "12:00:00", "new": "11:30:00"}]
    save(admin, address(site), hours__0__DELETE="on")
    gone = {"place": "hours[12345 09:00—11:30]", "old": "12345、09:00:00、11:30:00", "new": ""}
    assert noted(site)[0] == ("edit", [gone])
    assert not OpeningHours.objects.filter(pk=hours.pk).exists()


def test_a_new_row_and_what_it_held_is_noted(admin: Client) -> None:
    save(admin, reverse("admin:matters_topic_add"), name="演示主题")
    topic = Topic.objects.get(name="演示主题")
    changes = [("name", "", "演示主题"), ("kind", "", "个人办事"), ("position", "", "0")]
    assert noted(topic) == [("create", [dict(zip(("place", "old", "new"), c, strict=True)) for c in changes])]


@pytest.mark.parametrize("door", ["page", "action"])
def test_a_removed_row_and_what_it_held_is_noted(admin: Client, door: str) -> None:
    topic = Topic.objects.create(name="演示主题")
    subject = history.subject_of(topic)
    if door == "page":
        admin.post(address(topic, "delete"), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [topic.pk], "post": "yes"}
        admin.post(reverse("admin:matters_topic_changelist"), chosen)
    entry = AuditEntry.objects.get(subject=subject)
    assert (entry.action, entry.target) == ("delete", "主题 演示主题")
    assert {"place": "name", "old": "演示主题", "new": ""} in entry.detail["changes"]


def test_a_password_is_never_shown(admin: Client) -> None:
    user = factories.make_user()
    data = {"password1": "a-word-of-chance-7", "password2": "a-word-of-chance-7", "usable_password": "true"}
    admin.post(reverse("admin:auth_user_password_change", args=[user.pk]), data)
    save(admin, address(user), window="9号窗口")
    user.refresh_from_db()
    page = admin.get(address(user, "history")).content.decode()
    assert user.password not in page
    assert "a-word-of-chance-7" not in f"{noted(user)}"


def test_the_newest_entry_comes_first_a_page_at_a_time(admin: Client) -> None:
    topic = Topic.objects.create(name="演示主题")
    for number in range(PER_PAGE + 1):
        history.note(actor=None, action="edit", row=topic, changes=[{"place": "name", "old": "", "new": str(number)}])
    url = address(topic, "history")
    pages = [[e["changes"][0]["new"] for e in admin.get(url, {"p": p}).context["entries"]] for p in (1, 2)]
    assert (pages[0][0], len(pages[0]), pages[1]) == (str(PER_PAGE), PER_PAGE, ["0"])


def test_a_long_text_is_folded(admin: Client) -> None:
    topic = Topic.objects.create(name="演示主题")
    history.note(actor=None, action="edit", row=topic, changes=[{"place": "name", "old": "短", "new": "长" * 200}])
    page = admin.get(address(topic, "history")).content.decode()
    assert page.count("<details>") == 1
    assert "<del>短</del>" in page


def test_a_history_takes_the_same_queries_however_long(admin: Client) -> None:
    topic = Topic.objects.create(name="演示主题")

    def queries() -> int:
        history.note(actor=factories.make_user(), action="edit", row=topic)
        with CaptureQueriesContext(connection) as found:
            admin.get(address(topic, "history"))
        return len(found)

    queries()
    assert queries() == queries()


def test_a_row_without_history_says_so(admin: Client) -> None:
    page = admin.get(address(Topic.objects.create(name="演示主题"), "history"))
    assert "还没有修改记录。" in page.content.decode()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("visits", "到现场次数"),
        ("topics", "主题"),
        ("requirements[m2].copies", "申请材料 m2 · 复印件份数"),
        ("requirements[m2]", "申请材料 m2"),
        ("requirements.order", "申请材料 · 顺序"),
        ("legal_basis[某法[2020]1号].title", "设定依据 某法[2020]1号 · 名称"),
        ("remedies[复议].period", "权利救济 复议 · 期限"),
        ("nothing.like[this", "nothing.like[this"),
    ],
)
def test_places_are_said_in_the_words_of_the_page(place: str, words: str) -> None:
    assert place_words(place) == words


def test_every_place_of_a_working_copy_has_words() -> None:
    from matters.working_copy import LISTS, OWN

    assert [name for name in (*OWN, *LISTS) if place_words(name).isascii()] == []


def test_a_paper_can_be_called_by_its_name() -> None:
    copy = WorkingCopy(name="甲", department=None, requirements=(Requirement(key="m2", material="居民身份证"),))  # type: ignore[arg-type]
    assert place_words("requirements[m2].copies", row_names(copy)) == "申请材料 居民身份证 · 复印件份数"


def test_the_history_of_a_matter_calls_a_paper_by_its_name(admin: Client) -> None:
    matter = factories.make_matter()
    paper = matter.requirements.order_by("position")[0]
    save(admin, address(matter), **{"requirements-0-original": "7"})
    places = [change["place"] for entry in shown(admin, matter) for change in entry["changes"]]
    assert places == [f"申请材料 {paper.material.name} · 原件份数"]


def test_every_table_of_the_admin_keeps_its_history() -> None:
    from django.contrib import admin as site

    from accounts.admin_history import KeepsHistory

    ours = {model for model in site.site._registry if model._meta.app_label in ("matters", "accounts", "notices")}
    silent = {m.__name__ for m in ours if not isinstance(site.site._registry[m], KeepsHistory)}
    assert silent == {"AuditEntry", "Notice", "Rendering", "Reprint", "Voiding"}
    assert {Region, Department, Site, Matter} <= ours
