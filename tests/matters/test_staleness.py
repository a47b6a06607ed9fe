"""Matters whose content is due to be looked through: the rule, the list, the page, the reminder."""

import json
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import history
from matters.confirming import NotLive, confirm
from matters.models import Department, Matter
from matters.publishing import today
from matters.staleness import due_by_department, months_before, stale
from tests import factories
from tests.admin_pages import make_staff, signed_in

pytestmark = pytest.mark.django_db


def published(day: date, **values: Any) -> Matter:
    """A live matter whose edition was published on that day."""
    with time_machine.travel(factories.local(day.year, day.month, day.day), tick=False):
        return factories.make_published(**values)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 21), 12, date(2025, 11, 21)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), -12, date(2027, 1, 15)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_of_the_month(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({}, True),
        ({"review_months": 24}, False),
        ({"review_months": 0}, False),
        ({"reviewed_on": date(2026, 6, 1)}, False),
        ({"reviewed_on": date(2025, 2, 1)}, True),
        ({"standing": "suspended", "standing_reason": "升级"}, False),
    ],
)
def test_what_nobody_confirmed_within_its_interval_is_due(values: dict[str, Any], due: bool) -> None:
    matter = published(date(2025, 3, 1))
    Matter.objects.filter(pk=matter.pk).update(**values)
    assert stale(Matter.objects.filter(pk=matter.pk), date(2026, 11, 21)).exists() is due


@pytest.mark.parametrize(("published_on", "due"), [(date(2025, 11, 20), True), (date(2025, 11, 21), False)])
def test_a_matter_is_due_from_the_day_after_its_interval_ends(published_on: date, due: bool) -> None:
    matter = published(published_on)
    assert stale(Matter.objects.filter(pk=matter.pk), date(2026, 11, 21)).exists() is due


def test_a_newer_edition_confirms_the_matter() -> None:
    matter = published(date(2025, 3, 1))
    with time_machine.travel(factories.local(2026, 10, 1), tick=False):
        factories.add_edition(matter, matter.editions.get().guide)
    assert not stale(Matter.objects.filter(pk=matter.pk), date(2026, 11, 21)).exists()


def test_what_is_due_stands_under_its_department_longest_first() -> None:
    department = Department.objects.create(name="演示局")
    late, later = (published(day, department=department) for day in (date(2025, 3, 1), date(2024, 3, 1)))
    ((found, dues),) = due_by_department(Matter.objects.filter(department=department), date(2026, 11, 21))
    assert (found, [due.matter for due in dues]) == (department, [later, late])
    assert (dues[1].confirmed_on, dues[1].due_on) == (date(2025, 3, 1), date(2026, 3, 1))


def test_looking_for_what_is_due_takes_the_same_queries_however_many() -> None:
    def queries() -> int:
        published(date(2020, 3, 1))
        with CaptureQueriesContext(connection) as found:
            list(due_by_department(Matter.objects.all(), date(2026, 11, 21)))
        return len(found)

    assert (queries(), queries()) == (2, 2)


# --- 核对无误


def test_confirming_is_on_record_and_no_change_of_content() -> None:
    matter, editor, day = published(date(2025, 3, 1)), factories.make_user(), date(2026, 11, 21)
    confirm(matter, by=editor, day=day)
    confirm(matter, by=editor, day=day)
    before = (matter.revision, matter.editions.count())
    matter.refresh_from_db()
    entry = history.entries_of(matter).get()
    assert (matter.reviewed_on, matter.revision, matter.editions.count()) == (day, *before)
    assert (entry.actor, entry.action, entry.detail["changes"]) == (
        editor,
        "checked",
        [{"place": "reviewed_on", "old": "", "new": "2026-11-21"}],
    )


def test_a_draft_is_not_confirmed() -> None:
    with pytest.raises(NotLive, match="当前是“未发布”，不需要核对。"):
        confirm(factories.make_matter(), by=factories.make_user(), day=date(2026, 11, 21))


# --- In the admin


@pytest.fixture
def old() -> Matter:
    """Published long ago, of a department of its own."""
    return published(date(2020, 3, 1), department=Department.objects.create(name="演示局"))


def editor_of(matter: Matter) -> Client:
    return signed_in(make_staff("目录编辑", matter.department))


def test_the_list_filter_shows_what_is_due(old: Matter) -> None:
    fresh = factories.make_published(department=old.department)
    rows = editor_of(old).get("/admin/matters/matter/", {"stale": "yes"}).context["cl"].result_list
    assert [row.pk for row in rows] == [old.pk]
    assert fresh.pk != old.pk


def test_the_page_lists_it_and_the_button_takes_it_off(old: Matter) -> None:
    client, url = editor_of(old), reverse("admin:matters_matter_stale")
    assert [[due.matter for due in dues] for _, dues in client.get(url).context["groups"]] == [[old]]
    assert client.post(reverse("admin:matters_matter_confirm", args=[old.pk])).headers["Location"] == url
    old.refresh_from_db()
    assert (old.reviewed_on, client.get(url).context["groups"]) == (today(), [])


def test_confirming_is_a_post_of_an_editor_of_that_department(old: Matter) -> None:
    url = reverse("admin:matters_matter_confirm", args=[old.pk])
    assert editor_of(old).get(url).status_code == 405
    other = Department.objects.create(name="演示二局")
    people = (make_staff("目录编辑", other), make_staff("审核发布", old.department), make_staff("系统管理员"))
    assert [signed_in(user).post(url).status_code for user in people] == [404, 403, 403]


def test_the_first_page_reminds_the_editor(old: Matter) -> None:
    page = editor_of(old).get("/admin/").content.decode()
    assert f'<a href="{reverse("admin:matters_matter_stale")}">1个事项该核对了</a>' in page


# --- The command


def told(*options: str) -> str:
    out = StringIO()
    call_command("remind_stale", *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_prints_by_department(old: Matter) -> None:
    lines = told().splitlines()
    at = lines.index("演示局（1个）")
    assert lines[at + 1] == f"  {old.code} {old.name}：最近发布或核对于2020-03-01，应于2021-03-01前核对"
    assert lines[-1].endswith("个事项该核对了。")


def test_the_command_as_json(old: Matter) -> None:
    rows = [row for row in json.loads(told("--json")) if row["code"] == old.code]
    assert rows == [
        {
            "department": "演示局",
            "code": old.code,
            "name": old.name,
            "confirmed_on": "2020-03-01",
            "due_on": "2021-03-01",
        }
    ]


def test_the_command_mails_the_departments_editors(old: Matter) -> None:
    for email, active in (("a@example.org", True), ("", True), ("b@example.org", False)):
        user = make_staff("目录编辑", old.department)
        type(user).objects.filter(pk=user.pk).update(email=email, is_active=active)
    told("--mail")
    assert [(m.to, m.subject, old.code in m.body) for m in mail.outbox] == [
        (["a@example.org"], "1个事项该核对了", True)
    ]


def test_nothing_due_is_no_failure() -> None:
    Matter.objects.update(reviewed_on=today() + timedelta(days=1))
    assert told() == "共0个事项该核对了。\n"
