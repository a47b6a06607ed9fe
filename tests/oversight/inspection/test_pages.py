"""The pages of an inspector: drawing, checking, closing, repeating."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import StaffUser
from oversight.enums import RoundKind, Verdict
from oversight.models import CheckAnswer, CheckItem, Drawn, Round
from oversight.orders.finding import find
from tests.admin_pages import make_staff
from tests.counter import address, make_notice, signed_in, text_of
from tests.factories import make_clerk, make_site
from tests.oversight.inspection.builders import make_inspector, make_patrol, make_sample

pytestmark = pytest.mark.django_db
ASKED = {"since": "2026-03-01", "until": "2026-03-31", "amount": "2", "unit": "", "stratum": "site"}
PAGES = ("oversight_rounds", "oversight_sample", "oversight_patrol", "oversight_check_sheet")


@pytest.fixture
def browser(inspector: StaffUser) -> Client:
    return signed_in(inspector)


def answered(drawn: Drawn, **others: str) -> dict[str, str]:
    """The form of a check page with 是 everywhere but where others say otherwise."""
    page = signed_in(drawn.round.by).get(address("oversight_check", drawn.pk))
    return {"seen": page.context["seen"], **{f"v-{i['key']}": "yes" for i in drawn.round.items}, **others}


@pytest.mark.parametrize("name", PAGES)
def test_clerks_and_editors_have_no_business_here(name: str) -> None:
    people = (make_clerk(), make_staff("目录编辑"))
    assert [signed_in(user).get(address(name)).status_code for user in people] == [403, 403]


def test_an_auditor_looks_and_does_nothing(inspector: StaffUser) -> None:
    patrol = make_patrol(inspector, make_notice())
    drawn, auditor = patrol.drawn.get(), signed_in(make_staff("审计员"))
    looked = [auditor.get(address(name, pk)).status_code for name, pk in _rooms(patrol, drawn)]
    did = [auditor.post(address(name, pk)).status_code for name, pk in _deeds(patrol, drawn)]
    assert (looked, did) == ([200, 200], [403, 403, 403])


def _rooms(patrol: Round, drawn: Drawn) -> list[tuple[str, int]]:
    return [("oversight_round", patrol.pk), ("oversight_check", drawn.pk)]


def _deeds(patrol: Round, drawn: Drawn) -> list[tuple[str, int]]:
    return [("oversight_round_add", patrol.pk), ("oversight_round_close", patrol.pk), ("oversight_check", drawn.pk)]


def test_another_region_s_round_does_not_exist() -> None:
    mine, other = (make_inspector(region=make_site().region) for _ in range(2))
    notice = make_notice(make_site(region=mine.region))
    patrol = make_patrol(mine, notice)
    seen = [signed_in(user).get(address("oversight_round", patrol.pk)).status_code for user in (mine, other)]
    assert seen == [200, 404]


def test_the_frame_is_looked_at_before_anything_is_drawn(browser: Client) -> None:
    make_notice(), make_notice()
    page = browser.get(address("oversight_sample"), ASKED)
    assert "范围内2份，将抽2份" in text_of(page)
    assert (len(page.context["strata"]), Round.objects.count()) == (2, 0)


def test_a_draw_sent_twice_is_drawn_once(browser: Client) -> None:
    make_notice(), make_notice()
    key = browser.get(address("oversight_sample"), ASKED).context["form"]["key"].value()
    sent = {**ASKED, "key": key, "title": "三月抽查", "seed": ""}
    landed = {browser.post(address("oversight_sample"), sent).url for _ in range(2)}
    drawn = Round.objects.get()
    assert (landed, drawn.drawn.count(), len(drawn.seed)) == ({address("oversight_round", drawn.pk)}, 2, 16)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"until": "2026-02-01"}, "结束日期早于开始日期。"),
        ({"amount": "101", "unit": "percent"}, "百分比最多100。"),
        ({"amount": "0"}, "至少抽1份。"),
        ({"clerks": "无此人"}, "没有叫“无此人”的工作人员。"),
        ({"about": "ZZZZZZ"}, "没有编码为“ZZZZZZ”的事项或一件事。"),
        ({"since": "0001-01-01"}, "请填1900年到2199年之间的日期。"),
    ],
)
def test_criteria_that_cannot_be_read_say_so(browser: Client, said: dict[str, str], why: str) -> None:
    assert why in text_of(browser.get(address("oversight_sample"), {**ASKED, **said}))


def test_criteria_come_by_name_and_by_code(browser: Client) -> None:
    wanted, _ = make_notice(), make_notice()
    names = {"clerks": wanted.clerk.display_name, "about": wanted.subject.code, "sites": wanted.site.code}
    page = browser.get(address("oversight_sample"), {**ASKED, **names, "kinds": "guidance"})
    assert page.context["frame_size"] == 1


def test_a_patrol_begins_and_takes_what_is_scanned(browser: Client) -> None:
    notice = make_notice()
    key = browser.get(address("oversight_patrol")).context["form"]["key"].value()
    sent = {"key": key, "title": "上午巡查", "site": notice.site.code}
    landed = {browser.post(address("oversight_patrol"), sent).url for _ in range(2)}
    patrol = Round.objects.get(kind=RoundKind.PATROL)
    typed = (f"https://zwfw.example.gov.cn/n/{notice.token}/", notice.serial)
    added = {browser.post(address("oversight_round_add", patrol.pk), {"what": what}).url for what in typed}
    assert landed == {address("oversight_round", patrol.pk)}
    assert added == {address("oversight_check", patrol.drawn.get().pk)}


def test_what_is_not_found_is_said_beside_what_was_typed(browser: Client, inspector: StaffUser) -> None:
    patrol = make_patrol(inspector)
    page = browser.post(address("oversight_round_add", patrol.pk), {"what": "没有这个"})
    assert (page.status_code, page.context["what"]) == (400, "没有这个")
    assert "没有找到这份告知单" in text_of(page)


def test_a_good_one_leads_to_the_next_and_the_last_to_the_round(browser: Client, inspector: StaffUser) -> None:
    patrol = make_patrol(inspector, make_notice(), make_notice())
    first, second = patrol.drawn.order_by("position")
    landed = [browser.post(address("oversight_check", one.pk), answered(one)).url for one in (first, second)]
    assert landed == [address("oversight_check", second.pk), address("oversight_round", patrol.pk)]


def test_what_is_wrong_offers_to_be_written_down(browser: Client, inspector: StaffUser) -> None:
    drawn = make_patrol(inspector, make_notice()).drawn.get()
    sent = answered(drawn, **{"v-signed": "no", "n-signed": "没有签字"})
    page = browser.post(address("oversight_check", drawn.pk), sent, follow=True)
    assert f'{address("oversight_find")}?drawn={drawn.pk}&amp;item=signed"' in page.content.decode()


def test_a_refused_answer_keeps_what_was_typed(browser: Client, inspector: StaffUser) -> None:
    drawn = make_patrol(inspector, make_notice()).drawn.get()
    sent = answered(drawn, **{"v-signed": "no", "n-signed": "", "n-wording": "很清楚"})
    page = browser.post(address("oversight_check", drawn.pk), sent)
    rows = {row.item.key: row for row in page.context["rows"]}
    assert (page.status_code, rows["signed"].error, rows["wording"].note) == (
        400,
        "答“否”的，请写明是什么问题。",
        "很清楚",
    )
    assert CheckAnswer.objects.count() == 0


def test_answers_of_two_tabs_do_not_hide_each_other(browser: Client, inspector: StaffUser) -> None:
    drawn = make_patrol(inspector, make_notice()).drawn.get()
    stale = answered(drawn)
    browser.post(address("oversight_check", drawn.pk), answered(drawn, **{"v-wording": "none"}))
    page = browser.post(address("oversight_check", drawn.pk), stale)
    assert "已经有人查过" in text_of(page)
    assert CheckAnswer.objects.get(key="wording").verdict == Verdict.NONE


def test_one_s_own_notice_can_be_looked_at_and_not_checked(inspector: StaffUser) -> None:
    own = make_inspector()
    make_notice(clerk=own)
    drawn = make_sample(inspector).drawn.get()
    window = signed_in(own)
    page = window.get(address("oversight_check", drawn.pk))
    refused = window.post(address("oversight_check", drawn.pk), answered(drawn))
    assert (page.context["may_work"], refused.status_code) == (False, 400)
    assert "不能检查自己出具的告知单" in text_of(refused)


def test_a_round_is_closed_with_a_summary(browser: Client, inspector: StaffUser) -> None:
    patrol = make_patrol(inspector)
    refused = browser.post(address("oversight_round_close", patrol.pk), {"summary": "联系13800001111"})
    browser.post(address("oversight_round_close", patrol.pk), {"summary": "都好"})
    page = browser.get(address("oversight_round", patrol.pk))
    assert ("像是有手机" in text_of(refused), "都好" in text_of(page), page.context["may_work"]) == (True, True, False)


def test_before_the_end_it_says_what_is_wrong_and_not_written_down(browser: Client, inspector: StaffUser) -> None:
    patrol = make_patrol(inspector, make_notice(), make_notice(), make_notice())
    wrong = {"v-signed": "no", "n-signed": "没有签字", "v-wording": "no", "n-wording": "听不懂"}
    first, second, good = patrol.drawn.order_by("position")
    for one, said in ((first, wrong), (second, wrong), (good, {})):
        browser.post(address("oversight_check", one.pk), answered(one, **said))
    pages = [text_of(browser.get(address("oversight_round_close", patrol.pk)))]
    find(by=inspector, drawn=first, words="没有签字")
    pages.append(text_of(browser.get(address("oversight_round_close", patrol.pk))))
    assert ["有2份查出了问题，还没有登记" in pages[0], "有1份查出了问题，还没有登记" in pages[1]] == [True, True]


def test_the_repeat_page_shows_the_rule_and_the_same_draw(browser: Client, inspector: StaffUser) -> None:
    notice = make_notice()
    page = text_of(browser.get(address("oversight_repeat", make_sample(inspector).pk)))
    assert "与当时完全相同：1份中的1份" in page
    assert f"printf '%s\\0%s' 'seed' '{notice.token}' | sha256sum" in page


def test_a_patrol_was_not_drawn(browser: Client, inspector: StaffUser) -> None:
    assert browser.get(address("oversight_repeat", make_patrol(inspector).pk)).status_code == 404


def test_the_default_sheet_is_restored_by_a_button(browser: Client) -> None:
    restored = browser.post(address("oversight_check_sheet_restore"), follow=True)
    assert ("已恢复默认检查表，改动10个问题。" in text_of(restored), CheckItem.objects.count()) == (True, 10)


def test_a_round_costs_the_same_for_more_notices(browser: Client, inspector: StaffUser) -> None:
    few, many = make_patrol(inspector, make_notice()), make_patrol(inspector, *(make_notice() for _ in range(3)))
    assert queries_of(browser, "oversight_round", few.pk) == queries_of(browser, "oversight_round", many.pk)


def test_the_list_costs_the_same_for_more_rounds(browser: Client, inspector: StaffUser) -> None:
    make_patrol(inspector)
    one = queries_of(browser, "oversight_rounds")
    make_patrol(inspector), make_patrol(make_inspector())
    assert queries_of(browser, "oversight_rounds") == one


def queries_of(browser: Client, name: str, *args: int) -> int:
    browser.get(address(name, *args))  # the first page of a session keeps it
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address(name, *args)).status_code == 200
    return len(asked)
