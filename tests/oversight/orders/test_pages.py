"""The pages of findings and orders: who sees them, what is typed is kept, and twice is once."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import StaffUser
from oversight.enums import OrderState, Verdict
from oversight.models import CorrectionOrder, Finding
from tests.counter import address, make_notice, signed_in, text_of
from tests.factories import make_clerk, make_region, make_site
from tests.oversight.cases.made import lead
from tests.oversight.inspection.builders import make_inspector, make_patrol
from tests.oversight.orders.made import DONE, MEASURE, WORDS, found, looked_at, ordered, reported


def find_url(**values: Any) -> str:
    return address("oversight_find") + "?" + "&".join(f"{name}={value}" for name, value in values.items())


def key_of(client: Client, url: str) -> str:
    return client.get(url).context["form"]["key"].value()


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def statuses(url: str, *people: StaffUser) -> list[int]:
    return [signed_in(user).get(url).status_code for user in people]


# Writing a finding down


def test_a_finding_from_a_drawn_notice_needs_only_words(inspector: StaffUser) -> None:
    drawn, client = looked_at(inspector), signed_in(inspector)
    url = find_url(drawn=drawn.pk, item="at_once")
    form = {"key": key_of(client, url), "item": "at_once", "words": WORDS}
    addresses = {client.post(url, form)["Location"] for _ in range(2)}
    row = Finding.objects.get()
    assert (addresses, row.drawn, row.item) == ({address("oversight_finding", row.pk)}, drawn, "at_once")


def test_on_a_patrol_a_document_a_matter_or_a_site_can_be_named(inspector: StaffUser) -> None:
    client, notice, url = signed_in(inspector), make_notice(), find_url(round=make_patrol(inspector).pk)
    client.post(url, {"key": "a", "words": WORDS, "serial": notice.serial})
    client.post(url, {"key": "b", "words": WORDS, "code": notice.matter.code.lower(), "site": notice.site.code})
    rows = Finding.objects.order_by("pk").values_list("notice", "matter", "site", "clerk")
    place = (notice.matter_id, notice.site_id)
    assert list(rows) == [(notice.pk, *place, notice.clerk_id), (None, *place, None)]


def test_what_cannot_be_kept_comes_back_with_what_was_typed(inspector: StaffUser) -> None:
    page = signed_in(inspector).post(
        find_url(round=make_patrol(inspector).pk),
        {"key": "a", "words": "打13800003210", "serial": "没有〔2026〕000001"},
    )
    assert (page.status_code, Finding.objects.count()) == (400, 0)
    assert page.context["form"].errors == {"serial": ["没有这个编号的告知记录，请核对。"]}
    assert "打13800003210" in page.content.decode()


@pytest.mark.parametrize("query", [{}, {"drawn": "x"}, {"round": "9" * 30}, {"case": 0}, {"trial": 99_999_999}])
def test_a_source_that_is_none_is_not_found(inspector: StaffUser, query: dict[str, Any]) -> None:
    assert signed_in(inspector).get(find_url(**query)).status_code == 404


def test_a_round_of_another_region_is_not_found(inspector: StaffUser) -> None:
    elsewhere = make_inspector(region=make_region())
    assert statuses(find_url(drawn=looked_at(inspector).pk), elsewhere, make_clerk()) == [404, 403]


def test_what_was_noted_on_the_check_sheet_is_not_typed_again(inspector: StaffUser) -> None:
    drawn, client = looked_at(inspector), signed_in(inspector)
    drawn.answers.create(key="signed", verdict=Verdict.NO, note="存根没有签字", by=inspector)
    drawn.answers.create(key="wording", verdict=Verdict.YES, note="很清楚", by=inspector)
    pages = [client.get(find_url(drawn=drawn.pk, item=item)) for item in ("signed", "wording", "")]
    assert [page.context["form"]["words"].value() for page in pages] == ["存根没有签字", "", ""]


# Ordering


def test_an_order_is_given_from_the_finding_s_page(inspector: StaffUser) -> None:
    row, client = found(inspector), signed_in(inspector)
    page = client.get(address("oversight_finding", row.pk))
    assert (page.context["groups"][0], page.context["offered"].isoformat()) == (
        ("涉及的工作人员", [row.clerk]),
        "2026-03-16",
    )
    form = {"responsible": row.clerk_id, "measure": MEASURE, "due_on": "2026-03-16"}
    given = [client.post(address("oversight_give_order", row.pk), form)["Location"] for _ in range(2)]
    assert given == [address("oversight_order", CorrectionOrder.objects.get().pk)] * 2


def test_a_refused_order_keeps_what_was_typed(inspector: StaffUser) -> None:
    row = found(inspector)
    form = {"responsible": row.clerk_id, "measure": MEASURE, "due_on": "2026-03-14"}
    page = signed_in(inspector).post(address("oversight_give_order", row.pk), form)
    assert page.context["form"].errors == {"due_on": ["这一天不上班，可以选2026-03-16。"]}
    assert (MEASURE in page.content.decode(), 'value="2026-03-14"' in page.content.decode()) == (True, True)


def test_only_who_may_order_is_offered_to(inspector: StaffUser) -> None:
    row = found(inspector)
    pages = [signed_in(user).get(address("oversight_finding", row.pk)) for user in (inspector, lead(row.site))]
    assert [page.context["may_order"] for page in pages] == [True, False]
    assert signed_in(lead(row.site)).post(address("oversight_give_order", row.pk)).status_code == 403


# The order


def test_who_has_nothing_to_do_with_an_order_does_not_find_it(inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    near = (inspector, row.responsible, lead(row.finding.site), make_inspector())
    far = (make_clerk(row.finding.site), lead(make_site()), make_inspector(region=make_region()))
    assert statuses(address("oversight_order", row.pk), *near, *far) == [200] * 4 + [404] * 3


def test_from_report_to_recheck_by_pages_alone(inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    mine, theirs = signed_in(row.responsible), signed_in(inspector)
    for _ in range(2):
        mine.post(address("oversight_order_done", row.pk), {"revision": 0, "words": DONE})
    for _ in range(2):
        theirs.post(address("oversight_order_recheck", row.pk), {"revision": 1, "result": "passed", "words": ""})
    row.refresh_from_db()
    assert (row.state, row.revision, row.steps.count()) == (OrderState.CLOSED, 2, 3)


def test_a_stale_report_says_so_and_keeps_the_words(inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    form = {"revision": 0, "reason": "路远", "due_on": "2026-03-20"}
    assert signed_in(inspector).post(address("oversight_order_change", row.pk), form).status_code == 302
    page = signed_in(row.responsible).post(address("oversight_order_done", row.pk), {"revision": 0, "words": DONE})
    assert (page.status_code, "请看过现在的情况" in text_of(page), DONE in text_of(page)) == (409, True, True)


def test_the_page_offers_what_its_reader_may_do(inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    url, people = address("oversight_order", row.pk), (row.responsible, inspector)
    open_, done = [
        [
            (page.context["may_report"], page.context["may_recheck"])
            for page in (signed_in(user).get(url) for user in people)
        ]
        for _ in (reported(row) if turn else row for turn in range(2))
    ]
    assert (open_, done) == ([(True, False), (False, False)], [(False, False), (False, True)])


def test_links_lead_only_where_the_reader_may_go(inspector: StaffUser) -> None:
    row = ordered(found(inspector), responsible=make_clerk(make_site()))
    nearby = make_inspector(region=row.finding.site.region)
    there = (address("oversight_round", row.finding.round_id), address("counter_notice", row.finding.notice_id))
    pages = [signed_in(u).get(address("oversight_order", row.pk)) for u in (inspector, nearby, row.responsible)]
    shown = [[f'href="{url}"' in page.content.decode() for url in there] for page in pages]
    assert shown == [[True, True], [False, True], [False, False]]


@pytest.mark.parametrize("name", ["oversight_order_recheck", "oversight_order_change"])
def test_a_clerk_neither_rechecks_nor_changes(name: str) -> None:
    row = ordered()
    assert signed_in(row.responsible).post(address(name, row.pk)).status_code == 403


def test_the_list_asks_the_database_the_same_whatever_it_shows(inspector: StaffUser) -> None:
    client, asked = signed_in(inspector), []
    client.get(address("oversight_orders"))  # notes in the session that somebody is there
    for count in (1, 2):
        for _ in range(count):
            ordered(found(inspector))
        asked.append(queries(client, address("oversight_orders")))
    assert asked == asked[:1] * 2


def test_the_desk_says_what_waits_for_the_clerk() -> None:
    row = ordered()
    page = signed_in(row.responsible).get(address("counter"))
    assert page.context["reminders"] == [("您有1件整改要办", "/oversight/orders/?which=mine")]
    assert "您有1件整改要办" in text_of(page)
