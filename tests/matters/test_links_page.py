"""链接检查 in the admin: what is listed, for whom, and the button."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from matters import enums
from matters.guide import Channel
from matters.models import Channel as ChannelRow
from matters.models import LinkCheck, Matter
from tests import factories
from tests.admin_pages import change_url, make_staff, make_superuser, signed_in

LIST = reverse("admin:matters_linkcheck_changelist")
CHECK = reverse("admin:matters_linkcheck_check")


@pytest.fixture(autouse=True)
def _empty(db: Any) -> None:
    """No link but those of the test."""
    ChannelRow.objects.update(url="")


def make_link(url: str, count: int = 1, **found: Any) -> list[Matter]:
    """A link that was tried, and as many matters that use it."""
    LinkCheck.objects.create(url=url, checked_at=timezone.now(), **found)
    channels = (Channel(kind=enums.ChannelKind.WEB, url=url),)
    return [factories.make_matter(factories.make_guide(channels=channels)) for _ in range(count)]


def shown(client: Client, **query: str) -> list[str]:
    return [row.url for row in client.get(LIST, query).context["cl"].result_list]


def test_links_are_filtered_by_what_was_found() -> None:
    client = signed_in(make_superuser())
    make_link("https://a.gov.cn/", is_ok=False, status=404, error="页面不存在（404）")
    make_link("https://b.gov.cn/", error="请人工打开看看", status=403)
    make_link("https://c.gov.cn/")
    assert {state: shown(client, state=state) for state in ("broken", "look", "fine")} == {
        "broken": ["https://a.gov.cn/"],
        "look": ["https://b.gov.cn/"],
        "fine": ["https://c.gov.cn/"],
    }


def test_a_link_names_the_first_matters_that_use_it() -> None:
    matters = make_link("https://a.gov.cn/", 7)
    page = signed_in(make_superuser()).get(LIST).content.decode()
    named = [f'<a href="{change_url(matter)}">' in page for matter in matters]
    assert (named, "等7个" in page) == ([True] * 5 + [False] * 2, True)


def test_the_list_takes_as_many_queries_for_three_links_as_for_one() -> None:
    client, counts = signed_in(make_superuser()), []
    client.get(LIST)  # fills Django's own caches
    for number in range(3):
        make_link(f"https://a{number}.gov.cn/")
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_an_editor_of_a_department_sees_the_links_of_its_matters() -> None:
    (own,) = make_link("https://a.gov.cn/")
    make_link("https://b.gov.cn/")
    Matter.objects.exclude(pk=own.pk).filter(department=own.department).update(department=other_department())
    assert shown(signed_in(make_staff("目录编辑", own.department))) == ["https://a.gov.cn/"]


def other_department() -> Any:
    from matters.models import Department

    return Department.objects.create(name="演示另一部门")


def test_the_button_asks_the_worker_once() -> None:
    client = signed_in(make_staff("目录编辑"))
    said = [client.post(CHECK, follow=True).content.decode() for _ in range(2)]
    assert ["已交给后台程序检查" in said[0], "检查已经在进行" in said[1]] == [True, True]
    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == ["matters.tasks.check_links"]
    assert "立即检查" not in client.get(LIST).content.decode()


def test_who_only_looks_has_no_button() -> None:
    client = signed_in(make_staff("审核发布"))
    assert ("立即检查" in client.get(LIST).content.decode(), client.post(CHECK).status_code) == (False, 403)


def test_the_check_is_not_started_by_looking() -> None:
    assert signed_in(make_superuser()).get(CHECK).status_code == 405
    assert DBTaskResult.objects.count() == 0
