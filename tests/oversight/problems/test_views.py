"""The pages of the 办不成事 desk."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import StaffUser
from oversight.home import waiting_for
from oversight.models import Problem, SharedCause
from oversight.problems.sharing import open_shared
from tests.counter import address, audited, make_notice, signed_in, text_of
from tests.factories import make_clerk, make_published, make_user
from tests.oversight.problems.making import make_inspector, make_problem

pytestmark = pytest.mark.django_db
NEW = "/oversight/problems/new/"


@pytest.fixture
def clerk() -> StaffUser:
    """Who sits at the window."""
    return make_clerk()


@pytest.fixture
def window(clerk: StaffUser) -> Client:
    """Their browser."""
    return signed_in(clerk)


def filled(clerk: StaffUser, **values: str) -> dict[str, str]:
    first = {"key": "page-1", "what": "系统提示冻结", "cause": "system", "when": "later", "site": clerk.site.code}
    return {**first, **values}


def test_words_find_the_matter_and_may_be_taken_as_they_are(window: Client) -> None:
    matter = make_published()
    page = window.get(NEW, {"q": matter.name, "live": "1"}).content.decode()
    assert (f"?m={matter.code}" in page, "按原话登记" in page) == (True, True)


@pytest.mark.usefixtures("known_rung")
def test_a_scanned_sheet_and_its_serial_lead_to_its_matter(window: Client, clerk: StaffUser) -> None:
    notice = make_notice(clerk.site, clerk)
    ways = (f"https://zwfw.example.gov.cn/n/{notice.token}/", notice.token, notice.serial)
    assert {window.get(NEW, {"q": way}).url for way in ways} == {f"{NEW}?n={notice.token}"}  # type: ignore[attr-defined]
    assert notice.subject.name in text_of(window.get(NEW, {"n": notice.token}))


@pytest.mark.usefixtures("known_rung")
def test_another_sites_sheet_does_not_exist(window: Client) -> None:
    notice = make_notice()
    assert window.get(NEW, {"n": notice.token}).status_code == 404
    assert window.get(NEW, {"q": notice.token}).status_code == 200


def test_what_was_filled_in_is_kept_and_shown(window: Client, clerk: StaffUser) -> None:
    matter = make_published()
    response = window.post(f"{NEW}?m={matter.code}", filled(clerk, wish="先受理", urgency="urgent"))
    problem = Problem.objects.get()
    assert (response.url, problem.matter, problem.case.urgency) == (  # type: ignore[attr-defined]
        address("oversight_problem", problem.pk),
        matter,
        "urgent",
    )
    shown = text_of(window.get(response.url))  # type: ignore[attr-defined]
    assert [word in shown for word in (problem.case.ref, "先受理", matter.name, "已登记")] == [True] * 4


def test_a_double_click_gives_one_row_and_the_same_page(window: Client, clerk: StaffUser) -> None:
    first, second = (window.post(f"{NEW}?about=", filled(clerk)) for _ in range(2))
    assert (first.url, Problem.objects.count()) == (second.url, 1)  # type: ignore[attr-defined]


def test_going_back_and_writing_otherwise_is_another_one(window: Client, clerk: StaffUser) -> None:
    for what in ("冻结", "没人"):
        window.post(f"{NEW}?about=", filled(clerk, what=what))
    assert Problem.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"cause": ""}, "请选一个原因"),
        ({"when": "spot"}, "当场办结的，请写明怎么办的"),
        ({"phone": "13812345678"}, "请先把隐私说明告诉对方"),
        ({"wish": "打13812345678"}, "像是有手机"),
        ({"site": "elsewhere"}, "没有这个办事地点"),
    ],
)
def test_a_refused_form_keeps_every_word(window: Client, clerk: StaffUser, values: dict[str, str], error: str) -> None:
    response = window.post(f"{NEW}?about=", filled(clerk, what="排了三次队", **values))
    page = response.content.decode()
    assert (response.status_code, error in page, "排了三次队</textarea>" in page) == (400, True, True)
    assert not Problem.objects.exists()


def test_a_clerk_writes_down_at_their_own_site_only(window: Client, clerk: StaffUser) -> None:
    other = make_clerk().site
    assert window.post(f"{NEW}?about=", filled(clerk, site=other.code)).status_code == 400


def test_the_ledger_shows_own_rows_with_colour_in_words(window: Client, clerk: StaffUser) -> None:
    mine, others = make_problem(clerk), make_problem()
    shown = text_of(window.get("/oversight/problems/"))
    assert [word in shown for word in (mine.case.ref, "● 蓝", others.case.ref)] == [True, True, False]


@pytest.mark.parametrize("path", ["", "classify/", "share/"])
def test_another_sites_row_is_not_found(path: str) -> None:
    problem = make_problem()
    lead = signed_in(
        make_user(make_clerk().site, "oversight.view_problem", "oversight.add_problem", "oversight.change_sharedcause")
    )
    send = lead.post if path else lead.get
    assert send(f"/oversight/problems/{problem.pk}/{path}").status_code == 404


def test_the_ledger_asks_as_much_for_three_rows_as_for_one(clerk: StaffUser, window: Client) -> None:
    counts = []
    for number in (0, 1, 2):  # the first page only opens the session
        for _ in range(number):
            make_problem(clerk, subject=make_published())
        with CaptureQueriesContext(connection) as asked:
            window.get("/oversight/problems/")
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_a_workbook_holds_what_the_filter_names_and_is_on_record(clerk: StaffUser, window: Client) -> None:
    make_problem(clerk, what="=1+1", result="已解冻")
    make_problem(clerk)
    response = window.post("/oversight/problems/export/?state=closed")
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)  # type: ignore[attr-defined]
    assert [row[8] for row in rows] == ["什么事没办成", "'=1+1"]
    assert audited("export") == [("export", "办不成事台账", {"filters": {"state": "closed"}, "rows": 1})]


def test_an_unreadable_filter_exports_nothing(clerk: StaffUser, window: Client) -> None:
    make_problem(clerk)
    response = window.post("/oversight/problems/export/?since=x", follow=True)
    assert ("没有导出" in text_of(response), audited("export")) == (True, [])


def test_an_inspector_groups_and_ends_from_the_pages() -> None:
    problem, with_it, other = (make_problem() for _ in range(3))
    inspector = signed_in(make_inspector())
    inspector.post(f"/oversight/problems/{problem.pk}/share/", {"title": "冻结", "also": [with_it.pk]})
    shared = SharedCause.objects.get()
    inspector.post(f"/oversight/problems/causes/{shared.pk}/join/", {"problems": [other.pk]})
    inspector.post(f"/oversight/problems/causes/{shared.pk}/end/", {"ending": "rule", "words": "可直接解冻"})
    assert (set(shared.problems.all()), SharedCause.objects.get().rule) == (
        {problem, with_it, other},
        "可直接解冻",
    )
    assert "可直接解冻" in text_of(inspector.get("/oversight/problems/rules/"))


def test_an_ending_without_words_is_refused_beside_the_field() -> None:
    shared = open_shared(make_problem(), title="冻结", by=make_inspector())
    response = signed_in(make_inspector()).post(f"/oversight/problems/causes/{shared.pk}/end/", {"ending": "rule"})
    assert (response.status_code, "请写明形成了什么制度" in text_of(response)) == (400, True)


def test_a_clerk_changes_no_shared_cause(window: Client, clerk: StaffUser) -> None:
    problem = make_problem(clerk)
    assert window.post(f"/oversight/problems/{problem.pk}/share/", {"title": "冻结"}).status_code == 403


def test_what_waits_is_told_with_what_is_late(clerk: StaffUser) -> None:
    make_problem(clerk, result="已解冻")
    make_problem(clerk)
    make_problem()
    day = timezone.localdate() + timedelta(days=60)
    waiting = [one for one in waiting_for(clerk, day) if "problems" in one.url]
    assert [(one.count, one.late, one.url) for one in waiting] == [(1, 1, "/oversight/problems/?state=open")]


@pytest.mark.usefixtures("known_rung")
def test_the_desk_and_a_sheet_lead_here(window: Client, clerk: StaffUser) -> None:
    notice = make_notice(clerk.site, clerk)
    pages = [window.get(path).content.decode() for path in ("/counter/", address("counter_notice", notice.pk))]
    assert [f'"{NEW}' in pages[0], f"{NEW}?n={notice.token}" in pages[1]] == [True, True]
