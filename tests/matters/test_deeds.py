"""Publishing, suspending, resuming and retiring from the admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from matters.models import Department, Matter
from matters.publishing import today
from tests import factories
from tests.admin_pages import change_url, deed_url, make_asking_matter, make_staff, make_superuser, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    """The catalog's own rules are what is looked at here."""
    settings.PUBLICATION_GATES = []


@pytest.fixture
def reviewer() -> Client:
    return signed_in(make_staff("审核发布"))


def publish(client: Client, matter: Matter, **given: Any) -> Any:
    """Send the publishing page's form."""
    return client.post(deed_url(matter, "publish"), {"change_note": "首版", "effective_from": today(), **given})


def test_a_reviewer_publishes_a_complete_draft(reviewer: Client) -> None:
    matter = make_asking_matter()
    page = publish(reviewer, matter, change_note="首次发布")
    edition = matter.editions.get()
    matter.refresh_from_db()
    assert page.headers["Location"] == change_url(matter)
    assert (matter.standing, edition.number, edition.change_note) == ("live", 1, "首次发布")


def test_publishing_is_written_into_the_pages_history(reviewer: Client) -> None:
    matter = factories.make_matter()
    publish(reviewer, matter, change_note="首次发布")
    messages = LogEntry.objects.filter(object_id=str(matter.pk)).values_list("change_message", flat=True)
    assert list(messages) == [f"发布；首次发布；{today()}"]


def test_the_dates_given_are_those_of_the_edition(reviewer: Client) -> None:
    matter, start = factories.make_matter(), today() + timedelta(days=10)
    publish(reviewer, matter, effective_from=start, effective_to=start + timedelta(days=5))
    edition = matter.editions.get()
    assert (edition.effective_from, edition.effective_to) == (start, start + timedelta(days=5))


def test_the_page_proposes_today(reviewer: Client) -> None:
    page = reviewer.get(deed_url(factories.make_matter(), "publish"))
    assert f'<input type="date" name="effective_from" value="{today()}"' in page.content.decode()


def test_an_incomplete_matter_is_refused_with_links_to_what_is_missing(reviewer: Client) -> None:
    matter = factories.make_matter(consult_phone="")
    matter.steps.all().delete()
    page = publish(reviewer, matter)
    assert [pointer.anchor for pointer in page.context["missing"]] == ["#steps-group", "#id_consult_phone"]
    assert f'href="{change_url(matter)}#steps-group"' in page.content.decode()
    assert matter.editions.count() == 0


def test_a_refusal_without_findings_is_one_sentence(reviewer: Client) -> None:
    matter = factories.make_published()
    page = publish(reviewer, matter)
    assert str(page.context["refusal"]) == "内容与第1版相同，没有可发布的变化。"
    assert page.context["missing"] == []


def test_a_past_date_is_refused(reviewer: Client) -> None:
    matter, yesterday = factories.make_matter(), today() - timedelta(days=1)
    page = publish(reviewer, matter, effective_from=yesterday)
    assert str(page.context["refusal"]) == f"施行日期{yesterday}已经过去，只能从今天或以后开始。"


def test_a_change_note_is_asked_for(reviewer: Client) -> None:
    page = publish(reviewer, factories.make_matter(), change_note="")
    assert list(page.context["form"].errors) == ["change_note"]


@pytest.mark.parametrize("deed", ["publish", "suspend", "resume", "retire"])
def test_an_editor_may_do_none_of_it(deed: str) -> None:
    matter = factories.make_published()
    page = signed_in(make_staff("目录编辑")).post(deed_url(matter, deed), {"reason": "试试", "change_note": "试试"})
    matter.refresh_from_db()
    assert (page.status_code, matter.standing, matter.editions.count()) == (403, "live", 1)


def test_an_editor_is_offered_the_preview_only() -> None:
    page = signed_in(make_staff("目录编辑")).get(change_url(factories.make_published()))
    assert page.context["deeds"] == []
    assert page.context["preview_url"].startswith("/counter/preview/")


def test_another_departments_matter_does_not_exist() -> None:
    department = Department.objects.create(name="安阳市北关区演示局")
    page = publish(signed_in(make_staff("审核发布", department)), factories.make_matter())
    assert page.status_code == 404


@pytest.mark.parametrize("deed", ["publish", "suspend", "resume", "retire"])
def test_looking_at_the_page_does_nothing(reviewer: Client, deed: str) -> None:
    matter = factories.make_published()
    assert reviewer.get(deed_url(matter, deed)).status_code == 200
    matter.refresh_from_db()
    assert (matter.standing, matter.editions.count()) == ("live", 1)


def test_suspending_and_resuming(reviewer: Client) -> None:
    matter = factories.make_published()
    reviewer.post(deed_url(matter, "suspend"), {"reason": "系统升级"})
    matter.refresh_from_db()
    assert (matter.standing, matter.standing_reason) == ("suspended", "系统升级")
    reviewer.post(deed_url(matter, "resume"), {"csrf": ""})
    matter.refresh_from_db()
    assert (matter.standing, matter.standing_reason) == ("live", "")


def test_retiring_names_the_successor(reviewer: Client) -> None:
    matter, successor = factories.make_published(), factories.make_published()
    reviewer.post(deed_url(matter, "retire"), {"reason": "合并", "successor": successor.pk})
    matter.refresh_from_db()
    assert (matter.standing, matter.successor) == ("retired", successor)


def test_a_matter_is_no_successor_of_its_own(reviewer: Client) -> None:
    matter = factories.make_published()
    page = reviewer.post(deed_url(matter, "retire"), {"reason": "合并", "successor": matter.pk})
    assert list(page.context["form"].errors) == ["successor"]


def test_what_a_standing_does_not_allow_is_said_instead_of_asked(reviewer: Client) -> None:
    page = reviewer.get(deed_url(factories.make_matter(), "suspend"))
    assert page.context["is_open"] is False
    assert "当前是“未发布”，不能暂停办理。" in page.content.decode()


def test_the_page_offers_what_the_standing_allows() -> None:
    client = signed_in(make_superuser())
    offered = {
        standing: [deed.name for deed in client.get(change_url(matter)).context["deeds"]]
        for standing, matter in (("draft", factories.make_matter()), ("live", factories.make_published()))
    }
    assert offered == {"draft": ["publish"], "live": ["publish", "suspend", "retire"]}
