"""The audit trail as auditors see it and take it along."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import audit, history
from accounts.cells import neutral
from accounts.models import AuditEntry
from matters.models import Department
from tests import factories
from tests.admin_pages import make_staff, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/auditentry/"


@pytest.fixture
def auditor() -> Client:
    return signed_in(make_staff("审计员"))


def exported(client: Client, query: str = "") -> list[list[str]]:
    body = b"".join(client.post(f"{LIST}export/{query}").streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body)))


def test_the_trail_is_filtered_by_action_and_searched_by_object(auditor: Client) -> None:
    audit.record(actor=None, action="void", target="北关〔2026〕000001")
    audit.record(actor=None, action="publish", target="ZZ9999 第1版")
    lists = [auditor.get(LIST, query).context["cl"].result_list for query in ({"action": "void"}, {"q": "ZZ9999"})]
    assert [[entry.action for entry in rows] for rows in lists] == [["void"], ["publish"]]


def test_an_entry_leads_to_what_it_is_about(auditor: Client) -> None:
    matter = factories.make_matter()
    history.note(actor=None, action="edit", row=matter, changes=[{"place": "visits", "old": "1", "new": "0"}])
    url = reverse("admin:matters_matter_change", args=[matter.pk])
    assert f'<a href="{url}">' in auditor.get(LIST).content.decode()
    entry = AuditEntry.objects.filter(action="edit").first()
    page = auditor.get(f"{LIST}{entry.pk}/change/").content.decode()
    assert "到现场次数：1 → 0" in page


def test_the_list_takes_the_same_queries_however_long(auditor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            auditor.get(LIST)
        return len(found)

    audit.record(actor=factories.make_user(), action="void", target="x")
    queries()  # the first visit also learns the content types and stamps the session
    before = queries()
    for number in range(20):
        audit.record(actor=factories.make_user(), action="void", target=str(number), subject=f"matters.matter:{number}")
    assert queries() == before


def test_the_export_holds_what_the_list_shows_and_is_on_record(auditor: Client) -> None:
    audit.record(actor=None, action="void", target="=cmd|' /C calc'!A0", reason="打错")
    rows = exported(auditor, "?action=void")
    assert [row[3:5] + row[6:] for row in rows] == [
        ["操作", "对象", "详情"],
        ["作废", "'=cmd|' /C calc'!A0", "原因：打错"],
    ]
    entry = AuditEntry.objects.filter(action="export_audit").get()
    assert entry.detail == {"filters": "action=void", "rows": 1}


def test_an_auditor_of_a_department_reads_what_its_staff_did() -> None:
    own, other = (Department.objects.create(name=name) for name in ("本局", "外局"))
    auditor = make_staff("审计员", own)
    mine = audit.record(actor=factories.make_user(department=own), action="void", target="本局的事")
    for actor in (factories.make_user(department=other), factories.make_user(), None):
        foreign = audit.record(actor=actor, action="void", target="外局的事")
    client = signed_in(auditor)
    assert [entry.pk for entry in client.get(f"{LIST}?action=void").context["cl"].result_list] == [mine.pk]
    assert client.get(f"{LIST}{foreign.pk}/change/").status_code == 302
    assert [row[4] for row in exported(client, "?action=void")[1:]] == ["本局的事"]


def test_the_export_asks_for_a_post_and_for_the_right(auditor: Client) -> None:
    assert auditor.get(f"{LIST}export/").status_code == 405
    assert signed_in(make_staff("系统管理员")).post(f"{LIST}export/").status_code == 403


@pytest.mark.parametrize(
    ("value", "cell"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-1", "'-1"), ("\t=1", "'\t=1"), ("甲", "甲"), (None, "")]
)
def test_no_cell_is_a_formula(value: str | None, cell: str) -> None:
    assert neutral(value) == cell
