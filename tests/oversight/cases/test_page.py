"""`/oversight/cases/<pk>/`: the page of one case, and what is done there."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import StaffUser
from matters.publishing import today
from notices.models import Notice
from oversight.about import about
from oversight.cases.answering import publish_answer
from oversight.cases.appealing import appeal
from oversight.cases.assigning import assign
from oversight.models import CallBack, Case
from tests.admin_pages import make_staff, signed_in
from tests.counter import asking_guide, audited, make_notice, text_of
from tests.factories import make_clerk, make_published, make_site, make_user
from tests.oversight.cases.made import (
    ANSWER,
    PHONE,
    WORDS,
    answered,
    asked,
    badly_rated,
    deeds,
    inspector,
    lead,
    with_phone,
)
from tests.oversight.problems.making import make_problem

pytestmark = pytest.mark.django_db
DEEDS = ("assign", "take", "extend", "answer", "publish", "unpublish", "call", "close", "reopen", "appeal", "decide")


def url(case: Case, deed: str = "") -> str:
    return f"/oversight/cases/{case.pk}/" + (f"{deed}/" if deed else "")


def offered(case: Case, user: StaffUser) -> set[str]:
    """The deeds that the page has a form for."""
    page = signed_in(user).get(url(case)).content.decode()
    return set(re.findall(rf'action="{url(case)}(\w+)/"', page))


def send(client: Client, case: Case, deed: str, **typed: Any) -> Any:
    case.refresh_from_db()
    return client.post(url(case, deed), {"revision": case.revision, **typed})


@pytest.fixture
def notice(known_rung: None) -> Notice:
    return with_phone(make_notice())


def test_the_page_says_what_was_said_about_what_and_until_when() -> None:
    case = asked(what=about(g=make_published(asking_guide()).code, answers=["who.agent"], day=today()))
    page = text_of(signed_in(inspector()).get(url(case)))
    shown = (case.ref, WORDS, case.matter.name, "第1版", "请别人代办", f"建议{case.matter.department}", "还剩")
    assert [part for part in shown if part not in page] == []


def test_what_is_offered_follows_the_state() -> None:
    case, user = asked(), inspector()
    assert offered(case, user) == {"assign", "take", "extend", "answer"}
    answered(case)
    assert offered(case, user) == {"answer", "publish", "close"}
    publish_answer(Case.objects.get(pk=case.pk), by=user, question="周末办吗？")
    assert offered(case, user) == {"answer", "publish", "unpublish", "close"}
    send(signed_in(user), case, "close")
    assert offered(case, user) == {"publish", "unpublish", "reopen"}


def test_an_auditor_reads_and_does_nothing() -> None:
    case, auditor = asked(), make_staff("审计员")
    assert offered(case, auditor) == set()
    assert {send(signed_in(auditor), case, deed).status_code for deed in DEEDS} == {403}


def test_whom_it_is_about_may_appeal_and_nothing_else(notice: Notice) -> None:
    case = badly_rated(notice)
    assert offered(case, notice.clerk) == {"appeal"}
    page = text_of(signed_in(notice.clerk).get(url(case)))
    assert "138****3210" not in page
    send(signed_in(notice.clerk), case, "appeal", words="不是本窗口办的")
    assert (offered(case, notice.clerk), "decide" in offered(case, inspector())) == (set(), True)


def test_who_was_given_it_answers_without_any_other_right() -> None:
    case, clerk = asked(), make_clerk()
    assign(case, by=make_user(), site=clerk.site, handler=clerk)
    assert send(signed_in(clerk), case, "answer", answer=ANSWER).status_code == 302
    assert Case.objects.get().answer == ANSWER


def test_another_s_case_is_not_there() -> None:
    case, clerk = asked(), make_clerk()
    assert {signed_in(clerk).get(url(case)).status_code, send(signed_in(clerk), case, "answer").status_code} == {404}


def test_a_person_alone_is_enough_to_assign() -> None:
    case, clerk = asked(), make_clerk()
    send(signed_in(inspector()), case, "assign", unit="", handler=clerk.pk, urgency="urgent")
    row = Case.objects.get()
    assert (row.unit_site, row.handler, row.urgency, row.state) == (clerk.site, clerk, "urgent", "assigned")


def test_what_is_refused_stays_typed_beside_its_field() -> None:
    case = asked()
    page = send(signed_in(inspector()), case, "answer", answer=f"请打{PHONE}")
    html = page.content.decode()
    assert (page.status_code, f"请打{PHONE}</textarea>" in html, 'id="answer-error"' in html) == (400, True, True)
    assert deeds(case) == []


def test_a_stale_page_is_told_what_came_between() -> None:
    case = answered(asked())
    page = signed_in(inspector()).post(url(case, "answer"), {"revision": 0, "answer": "别的话"})
    assert (page.status_code, "做了“答复”" in text_of(page), "别的话</textarea>" in page.content.decode()) == (
        400,
        True,
        True,
    )


def test_sent_twice_is_done_once(notice: Notice) -> None:
    case, client = badly_rated(notice), signed_in(inspector())
    sent = {
        "assign": {"unit": f"s{notice.site_id}"},
        "answer": {"answer": ANSWER},
        "publish": {"question": "要排队吗？"},
        "call": {"key": "one", "outcome": "reached", "stars": "4", "words": ""},
        "close": {"no_order": "告知没有问题"},
    }
    for deed, typed in sent.items():
        answers = {client.post(url(case, deed), typed).status_code for _ in range(2)}
        assert answers == {302}
    told = [deed for deed, _ in deeds(case)]
    assert (told, CallBack.objects.count()) == (["assigned", "answered", "published", "called", "closed"], 1)


def test_an_appeal_is_decided_and_the_case_put_off_and_taken_up_again(notice: Notice) -> None:
    case, client = badly_rated(notice), signed_in(inspector())
    appeal(case, by=notice.clerk, words="不是本窗口办的")
    send(client, case, "extend", workdays="2", reason="要看监控")
    send(client, case, "decide", decision="upheld", reason="核实属实")
    send(client, case, "close")
    send(client, case, "reopen", reason="又有新情况")
    send(client, case, "take")
    row = Case.objects.get()
    assert (row.is_unfounded, row.state, row.handler is not None) == (True, "assigned", True)
    assert [deed for deed, _ in deeds(case)] == ["appealed", "extended", "decided", "closed", "reopened", "assigned"]


def test_nobody_s_appeal_is_decided(notice: Notice) -> None:
    page = send(signed_in(inspector()), badly_rated(notice), "decide", decision="upheld", reason="核实属实")
    assert (page.status_code, "没有人申诉" in text_of(page)) == (400, True)


def test_the_applicant_s_number_is_masked_until_somebody_says_why(notice: Notice) -> None:
    case, client = answered(badly_rated(notice)), signed_in(inspector())
    page = client.get(url(case)).content.decode()
    assert ("138****3210" in page, PHONE in page) == (True, False)
    assert client.post(url(case, "unmask"), {"reason": ""}).status_code == 400
    assert PHONE in client.post(url(case, "unmask"), {"reason": "电话回访"}).content.decode()
    assert audited("unmask") == [("unmask", notice.serial, {"reason": "电话回访"})]
    assert signed_in(notice.clerk).post(url(case, "unmask"), {"reason": "看看"}).status_code in (403, 404)


def test_who_answers_without_the_right_to_the_number_is_told_whom_to_ask(notice: Notice) -> None:
    colleague = make_clerk(notice.site)
    case = badly_rated(notice)
    assign(case, by=inspector(), site=notice.site, handler=colleague)
    answered(Case.objects.get(pk=case.pk), by=colleague)
    pages = [text_of(signed_in(user).get(url(case))) for user in (colleague, inspector())]
    assert ["完整号码请窗口负责人或督查人员查看" in page for page in pages] == [True, False]


def test_without_a_phone_no_number_is_shown() -> None:
    assert signed_in(inspector()).post(url(asked(), "unmask"), {"reason": "电话回访"}).status_code == 404


@pytest.mark.parametrize("steps", [1, 4])
def test_the_page_is_as_many_queries_however_long_its_story(steps: int, django_assert_max_num_queries: Any) -> None:
    case = asked()
    for number in range(steps):
        send(signed_in(inspector()), case, "answer", answer=f"{ANSWER}{number}")
    client = signed_in(inspector())
    with django_assert_max_num_queries(21):
        assert len(client.get(url(case)).context["steps"]) == steps + 1


# Written down by staff

NEW = "/oversight/cases/new/"


def register(user: StaffUser, **typed: Any) -> Any:
    page = signed_in(user).get(NEW).content.decode()
    key = re.findall(r'name="key" value="(\w+)"', page)[0]
    return signed_in(user).post(NEW, {"key": key, "kind": "consultation", "words": WORDS, **typed})


def test_what_came_by_telephone_is_a_case_with_its_own_receipt() -> None:
    user = inspector()
    answer = register(user, phone=PHONE, told_privacy="1")
    case = Case.objects.get()
    assert (answer.url, case.feedback.way, case.steps.get().by) == (url(case), "window", user)
    assert (case.contact.recorded_by, case.needs_call_back) == (user, True)


def test_a_clerk_hands_over_the_receipt() -> None:
    clerk = make_clerk()
    answer = register(clerk, site=clerk.site.code)
    case = Case.objects.get()
    assert (answer.url, case.site) == (f"/feedback/{case.feedback.number}/", clerk.site)


def test_it_may_be_about_a_matter_or_a_document(notice: Notice) -> None:
    register(inspector(), code=notice.matter.code.lower())
    register(inspector(), code=notice.token, words="另一句")
    register(inspector(), code=make_published(name="只此一件的名称").name, words="还有一句")
    about = list(Case.objects.order_by("pk").values_list("matter", "feedback__notice"))
    assert about[:2] == [(notice.matter_id, None), (notice.matter_id, notice.pk)]
    assert Case.objects.latest("pk").matter.name == "只此一件的名称"


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"kind": ""}, "kind"), ({"kind": "rating"}, "kind"), ({"words": ""}, "words"), ({"words": PHONE}, "words"),
     ({"code": "ZZZZZZ"}, "code"), ({"phone": PHONE}, "told_privacy"), ({"phone": "1", "told_privacy": "1"}, "phone")],
)  # fmt: skip
def test_what_cannot_be_written_down_is_refused_beside_its_field(typed: dict[str, str], field: str) -> None:
    page = register(inspector(), **typed)
    assert (page.status_code, field in page.context["form"].errors, Case.objects.count()) == (400, True, 0)


def test_registering_twice_is_one_row() -> None:
    client = signed_in(inspector())
    sent = {"key": "k", "kind": "complaint", "words": WORDS}
    assert {client.post(NEW, sent).url for _ in range(2)} == {url(Case.objects.get())}


def test_nobody_is_sent_to_a_receipt_that_does_not_exist() -> None:
    client, case = signed_in(inspector()), make_problem().case
    for deed, typed in {"extend": {"workdays": "2", "reason": "等部门答复"}, "answer": {"answer": ANSWER}}.items():
        send(client, case, deed, **typed)
        said = text_of(client.get(url(case)))
        assert "没有回执可查" in said
        assert not [words for words in ("凭回执", "回执页", "对方也看得到") if words in said]


def test_a_receipt_and_a_rating_say_where_the_answer_is_read(notice: Notice) -> None:
    client, told = signed_in(inspector()), []
    for case in (asked(), badly_rated(notice)):
        send(client, case, "answer", answer=ANSWER)
        told.append(text_of(client.get(url(case))))
    assert ("已答复，凭回执编号可以看到" in told[0], "已答复，评价页上可以看到" in told[1]) == (True, True)


def test_who_gives_a_case_away_is_led_to_the_list() -> None:
    case, site = asked(), make_site()
    row = assign(case, by=inspector(), site=site)
    typed = {"unit": f"d{case.matter.department_id}", "revision": row.revision}
    answer = signed_in(lead(site)).post(url(case, "assign"), typed, follow=True)
    assert (answer.status_code, answer.redirect_chain) == (200, [("/oversight/cases/", 302)])
