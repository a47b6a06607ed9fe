"""What whoever said something reads of it, and what everybody reads."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from time_machine import travel

from notices.models import Notice
from oversight.cases.answering import publish_answer
from oversight.cases.assigning import assign, extend
from oversight.cases.closing import close, reopen
from oversight.models import Case, Rating
from oversight.models.feedback import FeedbackKind
from tests.counter import make_notice, text_of
from tests.factories import make_user
from tests.oversight.cases.made import ANSWER, PHONE, answered, asked, badly_rated
from tests.oversight.test_feedback_page import opened

pytestmark = pytest.mark.django_db
MARCH = "2026-03-09T02:00:00Z"


def receipt(case: Case) -> str:
    return text_of(Client().get(f"/feedback/{case.feedback.number}/"))


@pytest.fixture
def case() -> Any:
    with travel(MARCH, tick=False):
        yield asked()


def test_the_receipt_names_the_day_an_answer_is_promised(case: Case) -> None:
    assert "最迟 2026年3月11日 答复，会写在这一页" in receipt(case)


def test_a_day_put_off_is_told_with_the_one_before(case: Case) -> None:
    extend(case, by=make_user(), workdays=3, reason="要会同别的部门", today=date(2026, 3, 10))
    assert "最迟 2026年3月16日 答复（原定3月11日，已延期一次）" in receipt(case)


def test_a_promise_that_was_missed_is_owned_up_to(case: Case) -> None:
    with travel("2026-03-12T02:00:00Z", tick=False):
        assert "本应在2026年3月11日前答复，已经晚了，对不起" in receipt(case)


def test_the_answer_stands_there_with_the_unit_and_never_a_name(case: Case) -> None:
    by = make_user(display_name="演示答复人")
    assign(case, by=by, department=case.matter.department)
    close(answered(case, by), by=by)
    page = receipt(case)
    assert (ANSWER in page, f"{case.matter.department}，2026年3月9日答复，已办结" in page, "演示答复人" in page) == (
        True,
        True,
        False,
    )


def test_taken_up_again_the_receipt_says_so_with_the_new_day(case: Case) -> None:
    by = make_user()
    close(answered(case, by), by=by)
    reopen(Case.objects.get(pk=case.pk), by=by, reason="对方还不满意", today=date(2026, 3, 9))
    page = receipt(case)
    told = ("正在 重新办理", "最迟 2026年3月11日 答复，会写在这一页", ANSWER, "已办结")
    assert [words in page for words in told] == [True, True, True, False]


def test_who_left_a_phone_is_told_what_becomes_of_it() -> None:
    page = receipt(asked(contact={"phone": PHONE}))
    assert ("您留的电话只用来回访" in page, "3210" in page, "没有留下能认出您的东西" in page) == (True, False, False)


def test_who_rated_a_document_reads_the_answer_where_they_rated(known_rung: None) -> None:
    case = answered(badly_rated())
    token = case.rating.notice.token
    assert (
        ANSWER in text_of(Client().get(f"/n/{token}/rate/")),
        ANSWER in text_of(Client().get(f"/n/{token}/rate/?way=window")),
    ) == (True, False)


# The form's phone


def say(phone: str, kind: str = "complaint") -> Any:
    cache.clear()
    with travel(MARCH, tick=False) as clock:
        carried = opened()
        clock.shift(5)
        return Client().post("/feedback/", {"kind": kind, "words": "等太久", "phone": phone, **carried})


def test_a_phone_on_the_form_is_sealed_with_the_case_and_not_in_the_words() -> None:
    say("138 0000 3210")
    case = Case.objects.get()
    assert (case.feedback.words, case.contact.told_privacy, case.contact.recorded_by) == ("等太久", True, None)


def test_what_is_no_phone_is_refused_and_stays_typed() -> None:
    page = say("12")
    assert (page.status_code, 'value="12"' in page.content.decode(), Case.objects.count()) == (400, True, 0)


# At the window


@pytest.mark.parametrize(("query", "way"), [("", "sheet"), ("?way=window", "window"), ("?way=kiosk", "sheet")])
def test_a_rating_says_where_it_was_given(known_rung: None, query: str, way: str) -> None:
    notice: Notice = make_notice()
    url = f"/n/{notice.token}/rate/{query}"
    assert [Client().post(url, {"stars": "5"}).status_code for _ in range(2)] == [302, 200]
    assert list(Rating.objects.values_list("way", "stars")) == [(way, 5)]


def test_the_window_s_screen_leads_nowhere_else(known_rung: None) -> None:
    notice = make_notice()
    links = [
        f'href="/n/{notice.token}/"' in Client().get(f"/n/{notice.token}/rate/{way}").content.decode()
        for way in ("", "?way=window")
    ]
    assert links == [True, False]


# 大家问过的

URL = "/feedback/answers/"


def published(words: str = "周六办吗？", question: str = "周末办不办？") -> Case:
    return publish_answer(answered(asked(words=words)), by=make_user(), question=question)


def test_everybody_reads_what_was_published_and_nothing_else() -> None:
    case = published()
    answered(asked(FeedbackKind.COMPLAINT, words="不公开的"))
    page = text_of(Client().get(URL))
    assert ("周末办不办？" in page, ANSWER in page, case.feedback.number in page, "不公开的" in page) == (
        True,
        True,
        False,
        False,
    )


@pytest.mark.parametrize(("query", "found"), [("?q=周末", 1), ("?q=护照", 0), ("?g=ZZZZZZ", 0), ("?q=%00&page=x", 1)])
def test_they_are_searched(query: str, found: int) -> None:
    published()
    assert len(Client().get(URL + query).context["answers"]) == found


def test_a_page_is_sent_again_only_when_something_changed() -> None:
    published()
    tag = Client().get(URL)["ETag"]
    again = Client().get(URL, headers={"if-none-match": tag})
    published(words="周日办吗？", question="周日呢？")
    later = Client().get(URL, headers={"if-none-match": tag})
    assert (again.status_code, later.status_code, "sessionid" in later.cookies) == (304, 200, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_is_as_many_queries_whatever_its_length(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        published(words=f"{number}", question=f"第{number}问")
    Client().get(URL)
    with django_assert_num_queries(4):
        assert len(Client().get(URL).context["answers"]) == count
