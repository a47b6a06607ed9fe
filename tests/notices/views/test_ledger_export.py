"""The ledger as a workbook: who may take it out, what is in the bytes and what never is."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import AuditEntry, StaffUser
from matters.models import Site
from notices.enums import NoticeKind, ReceiptHow
from notices.listing.workbook import COLUMNS
from notices.models import Receipt
from notices.voiding import void
from tests.affairs import follow_up
from tests.counter import address, make_notice, signed_in
from tests.factories import make_clerk, make_guide, make_published, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def head(site: Site) -> StaffUser:
    """Who leads its windows."""
    return make_user(site, "notices.issue_notice", "notices.export_notice", display_name="=演示负责人", window="咨询台")


def exported(user: StaffUser, query: str = "") -> list[dict[str, Any]]:
    """The rows of the workbook."""
    response = signed_in(user).post(address("counter_export") + query)
    rows = load_workbook(io.BytesIO(response.getvalue())).active.iter_rows(values_only=True)
    headings = next(rows)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_a_row_says_what_was_given_out_and_what_became_of_it(site: Site, head: StaffUser) -> None:
    sheet = make_notice(site, head, matter=make_published(make_guide(name="演示烟花", short_name="炮仗证")))
    Receipt.objects.create(notice=sheet, how=ReceiptHow.STUB)
    letter = follow_up(sheet, NoticeKind.SUPPLEMENT)
    newest, oldest = exported(head)
    assert list(newest) == list(COLUMNS)
    said = ("编号", "种类", "所属告知单", "签收方式", "办理进展", "链校验值")
    assert [[row[name] for name in said] for row in (newest, oldest)] == [
        [letter.serial, "补正告知书", sheet.serial, None, None, letter.chain_sha256],
        [sheet.serial, "一次性告知单", None, "存根签字", "待补正", sheet.chain_sha256],
    ]
    assert (oldest["事项"], f"{oldest['告知时间']:%Y-%m-%d %H:%M}") == ("演示烟花", "2026-03-09 09:41")


def test_no_cell_is_a_formula(site: Site, head: StaffUser) -> None:
    make_notice(site, head, matter=make_published(name="=1+1"))
    (row,) = exported(head)
    assert [row["事项"], row["首问责任人"]] == ["'=1+1", "'=演示负责人"]


def test_what_was_typed_as_a_reason_stays_in_the_house(site: Site, head: StaffUser) -> None:
    for reason in ("情形选错了", "演示某人要求"):
        void(make_notice(site, head), by=head, reason=reason)
    assert [row["作废原因"] for row in exported(head)] == ["其他", "情形选错了"]


def test_the_filter_and_the_scope_hold(site: Site, head: StaffUser) -> None:
    own, gone = make_notice(site, head), make_notice(site, head)
    make_notice()
    void(gone, by=head, reason="重复出具")
    found = [[row["编号"] for row in exported(head, query)] for query in ("", "?state=valid", "?state=void")]
    assert found == [[gone.serial, own.serial], [own.serial], [gone.serial]]


def test_many_rows_are_read_in_batches(site: Site, head: StaffUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notices.listing.workbook.BATCH", 2)
    serials = [make_notice(site, head).serial for _ in range(5)]
    assert [row["编号"] for row in exported(head)] == serials[::-1]


def test_an_export_is_on_record_with_filter_and_rows(site: Site, head: StaffUser) -> None:
    make_notice(site, head)
    exported(head, "?state=valid&page=9")
    entry = AuditEntry.objects.filter(action="export").latest("pk")
    assert (entry.actor, entry.target, entry.detail) == (head, "告知记录", {"filters": {"state": "valid"}, "rows": 1})


@pytest.mark.parametrize(
    ("query", "words"),
    [("?since=昨天", "筛选条件有误"), ("?q=烟花", "没有符合条件"), ("", "超过1条")],
    ids=["unreadable", "nothing", "too many"],
)
def test_what_cannot_be_exported_is_refused_with_the_reason(
    site: Site, head: StaffUser, query: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notices.views.ledger_export.MOST", 1)
    for _ in range(2):
        make_notice(site, head)
    page = signed_in(head).post(address("counter_export") + query, follow=True)
    assert (words in page.content.decode(), AuditEntry.objects.filter(action="export").count()) == (True, 0)


PEOPLE = {
    "anonymous": (None, 302),
    "clerk": (make_clerk, 403),
    "editor": (lambda site: make_user(site, "matters.change_matter", "notices.export_notice"), 403),
    "inspector": (lambda site: make_user(None, "notices.view_notice", "notices.export_notice"), 200),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_only_who_may_takes_the_ledger_out(site: Site, person: str) -> None:
    make_notice(site)
    make, status = PEOPLE[person]
    client = signed_in(make(site)) if make else Client()
    assert client.post(address("counter_export")).status_code == status
    assert AuditEntry.objects.filter(action="export").count() == (status == 200)


def test_the_button_is_only_for_who_may(site: Site, head: StaffUser) -> None:
    make_notice(site)
    pages = [signed_in(user).get(address("counter_notices")).content.decode() for user in (head, make_clerk(site))]
    assert ["导出 Excel" in page for page in pages] == [True, False]
