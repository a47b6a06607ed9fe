"""The day sheet: what was given out on a day, in whose eyes, with the heads of the chains, on screen and on paper."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import StaffUser
from matters.models import Site
from notices.day_sheets.day_sheet import KindTotal, day_sheet, without_rows
from notices.day_sheets.paper import print_day_sheet, render_day_sheet
from notices.enums import Manner, NoticeKind, ReceiptHow
from notices.models import Notice, Receipt
from notices.proving.heads import heads_of
from notices.proving.printed_heads import read_head
from notices.voiding import void
from tests.affairs import follow_up
from tests.counter import address, make_notice, signed_in
from tests.factories import local, make_clerk, make_user
from tests.paper import Paper, decoded, squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

DAY = date(2026, 3, 9)


@pytest.fixture
def clerk() -> StaffUser:
    """Who works at a street centre, at 1号窗口."""
    return make_clerk()


@pytest.fixture
def site(clerk: StaffUser) -> Site:
    """That centre."""
    assert clerk.site
    return clerk.site


def serials(user: StaffUser, site: Site, day: date = DAY, who: str = "") -> list[str]:
    return [row.serial for row in day_sheet(user, site, day, who).rows]


# What is on it


def test_it_lists_the_documents_of_the_local_day_in_their_order(clerk: StaffUser, site: Site) -> None:
    hours = [local(2026, 3, 8, 23, 59), local(2026, 3, 9, 0, 0), local(2026, 3, 9, 23, 59), local(2026, 3, 10, 0, 0)]
    notices = [make_notice(site, clerk, at=at) for at in hours]
    assert serials(clerk, site) == [notices[1].serial, notices[2].serial]


def test_a_row_says_what_became_of_the_document(clerk: StaffUser, site: Site) -> None:
    sheet = make_notice(site, clerk, manner=Manner.PHONE)
    Receipt.objects.create(notice=sheet, how=ReceiptHow.PHONE)
    void(sheet, by=clerk, reason="情形选错了")
    (row,) = day_sheet(clerk, site, DAY).rows
    assert (row.time, row.kind, row.manner, row.window, row.follows) == ("09:41", "guidance", "phone", "1号窗口", "")
    assert (row.receipt.split()[0], row.void.split()[1]) == ("手机扫码确认", "情形选错了")


def test_a_letter_says_which_sheet_it_follows(clerk: StaffUser, site: Site) -> None:
    sheet = make_notice(site, clerk)
    letter = follow_up(sheet, NoticeKind.ACCEPTANCE)
    (row,) = day_sheet(clerk, site, letter.issued_at.date()).rows
    assert (row.serial, row.follows) == (letter.serial, sheet.serial)


def test_totals_are_by_kind_and_manner(clerk: StaffUser, site: Site) -> None:
    notices = [make_notice(site, clerk, manner=manner) for manner in (Manner.WINDOW, Manner.WINDOW, Manner.HOME)]
    void(notices[0], by=clerk, reason="情形选错了")
    Receipt.objects.create(notice=notices[1], how=ReceiptHow.STUB)
    assert day_sheet(clerk, site, DAY).totals == (KindTotal(NoticeKind.GUIDANCE, (2, 0, 0, 1), 3, 1, 1),)


def test_it_is_narrowed_to_a_window_or_a_clerk(clerk: StaffUser, site: Site) -> None:
    other = make_user(site, "notices.issue_notice", window="2号窗口", display_name="演示乙员")
    first, second = make_notice(site, clerk), make_notice(site, other)
    assert [serials(clerk, site, who=who) for who in ("1号", "乙员")] == [[first.serial], [second.serial]]


def test_it_holds_the_heads_of_all_series_of_the_site_whatever_is_listed(clerk: StaffUser, site: Site) -> None:
    make_notice(site, clerk)
    sheet = day_sheet(clerk, site, date(2026, 3, 1))
    assert (sheet.rows, sheet.heads) == ((), heads_of(site))


def test_the_code_holds_what_check_ledger_reads(clerk: StaffUser, site: Site) -> None:
    notice = make_notice(site, clerk)
    (line,) = day_sheet(clerk, site, DAY).scanned.splitlines()
    head = read_head(line)
    assert (head.series, head.number) == ((site.code, "guidance", 2026), notice.number)
    assert notice.chain_sha256.startswith(head.sha256)


def test_a_day_too_long_to_list_keeps_totals_and_heads(clerk: StaffUser, site: Site) -> None:
    for _ in range(2):
        make_notice(site, clerk)
    sheet = day_sheet(clerk, site, DAY)
    short = without_rows(sheet, 1)
    assert (without_rows(sheet, 2), short.rows, short.left_out) == (sheet, (), 2)
    assert (short.totals, short.heads) == (sheet.totals, sheet.heads)
    assert "逐笔共2条，太多" in render_day_sheet(short)


def test_it_takes_five_queries_however_long(clerk: StaffUser, site: Site, django_assert_num_queries: Any) -> None:
    for count in (1, 3):
        for _ in range(count):
            make_notice(site, clerk)
        user = StaffUser.objects.select_related("site").get(pk=clerk.pk)
        user.get_all_permissions()
        with django_assert_num_queries(5):
            day_sheet(user, site, DAY)


# In whose eyes


def shown(client: Client, **query: str) -> list[str]:
    """The serials on the page of the day."""
    sheet = client.get(address("day_sheet"), {"date": "2026-03-09", **query}).context["sheet"]
    return [row.serial for row in sheet.rows] if sheet else []


def test_another_sites_rows_never_appear(clerk: StaffUser, site: Site) -> None:
    own, other = make_notice(site, clerk), make_notice()
    window = signed_in(clerk)
    assert [shown(window), shown(window, who=other.clerk.username)] == [[own.serial], []]
    refused = window.get(address("day_sheet"), {"date": "2026-03-09", "site": other.site.code})
    assert (refused.context["sheet"], "invalid-feedback" in refused.content.decode()) == (None, True)


def test_an_inspector_chooses_among_the_sites_in_scope(clerk: StaffUser, site: Site) -> None:
    own, other = make_notice(site, clerk), make_notice()
    everywhere = signed_in(make_user(None, "notices.view_notice"))
    here = signed_in(make_user(None, "notices.view_notice", region=site.region))
    found = [shown(client, site=code) for client in (everywhere, here) for code in (site.code, other.site.code)]
    assert found == [[own.serial], [other.serial], [own.serial], []]


@pytest.mark.parametrize("name", ["day_sheet", "day_sheet_pdf"])
def test_who_has_no_counter_is_kept_out(name: str, site: Site) -> None:
    editor = make_user(site, "matters.change_matter")
    assert [client.get(address(name)).status_code for client in (Client(), signed_in(editor))] == [302, 403]


@pytest.mark.parametrize("query", [{"date": "昨天"}, {"who": "😀"}])
def test_what_cannot_be_read_says_so_and_prints_nothing(clerk: StaffUser, query: dict[str, str]) -> None:
    window = signed_in(clerk)
    page = window.get(address("day_sheet"), query)
    assert (page.context["sheet"], "invalid-feedback" in page.content.decode()) == (None, True)
    assert window.get(address("day_sheet_pdf"), query).status_code == 302


# On paper


@pytest.mark.pdf
def test_the_paper_has_every_row_head_and_page(clerk: StaffUser, site: Site) -> None:
    notices: list[Notice] = [make_notice(site, clerk, matter=None) for _ in range(3)]
    sheet = day_sheet(clerk, site, DAY)
    long = print_day_sheet(type(sheet)(**{**_fields(sheet), "rows": sheet.rows * 12}))
    paper = Paper(long.data)
    wanted = [
        *(notice.serial for notice in notices),
        heads_of(site)[0].groups,
        "窗口负责人：",
        f"第2页，共{long.pages}页",
    ]
    assert [words for words in wanted if squeezed(words) not in paper.text] == []
    assert (paper.root["language"], paper.root["structure"], long.pages > 1) == ("zh-CN", True, True)


@pytest.mark.pdf
def test_the_address_gives_the_paper_and_its_code_decodes(clerk: StaffUser, site: Site) -> None:
    make_notice(site, clerk)
    response = signed_in(clerk).get(address("day_sheet_pdf"), {"date": "2026-03-09"})
    kept = [response[name] for name in ("Content-Type", "Cache-Control")]
    assert kept == ["application/pdf", "private, no-store"]
    assert decoded(Paper(response.content).raster) == [heads_of(site)[0].scanned]


def _fields(sheet: Any) -> dict[str, Any]:
    return {name: getattr(sheet, name) for name in sheet.__slots__}
