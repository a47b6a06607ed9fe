"""Whatever asks for an answer gets a case, with a day to answer by."""

from datetime import date
from typing import Any

import pytest
from time_machine import travel

from notices.models import Notice
from oversight.cases.kinds import CaseKind
from oversight.cases.opening import open_case, promised_on
from oversight.enums import CaseState, Urgency
from oversight.models import Case, Feedback, Rating, Stars
from oversight.models.feedback import FeedbackKind
from oversight.rating import rate
from tests.counter import make_notice
from tests.factories import make_user
from tests.matters.test_workdays import AT_WORK
from tests.oversight.cases.made import PHONE, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(known_rung: None) -> Notice:
    return make_notice()


@pytest.mark.parametrize("kind", CaseKind)
@pytest.mark.parametrize("came", [date(2026, 2, 12), date(2026, 4, 30), date(2026, 9, 24), date(2026, 9, 30)])
def test_days_are_counted_over_holidays_and_worked_weekends(settings: Any, kind: CaseKind, came: date) -> None:
    workdays = settings.CASE_WORKDAYS[kind.value]
    assert promised_on(kind, came) == [day for day in AT_WORK if day > came][workdays - 1]


def test_an_office_sets_its_own_days(settings: Any) -> None:
    settings.CASE_WORKDAYS = {**settings.CASE_WORKDAYS, "complaint": 1}
    assert promised_on(CaseKind.COMPLAINT, date(2026, 4, 30)) == date(2026, 5, 6)


@travel("2026-04-30T02:00:00Z", tick=False)
def test_what_was_said_is_a_new_case_about_the_same() -> None:
    case = asked()
    said = case.feedback
    assert (case.matter, case.site, case.clerk, case.state) == (said.matter, None, None, CaseState.NEW)
    assert (case.opened_at, case.due_on, case.needs_call_back) == (said.at, date(2026, 5, 7), False)
    assert [step.detail for step in case.steps.all()] == [{"due_on": "2026-05-07"}]


@pytest.mark.parametrize(
    ("stars", "words", "opens"),
    [(Stars.GOOD, "", False), (Stars.FAIR, "", False), (Stars.POOR, "", True), (Stars.GOOD, "很清楚", True)],
)
def test_good_stars_without_words_ask_for_no_answer(stars: Stars, words: str, opens: bool) -> None:
    if opens:
        assert asked(FeedbackKind.RATING, stars=stars, words=words).feedback.stars == stars
    else:
        with pytest.raises(Feedback.case.RelatedObjectDoesNotExist):
            asked(FeedbackKind.RATING, stars=stars, words=words)


def test_a_badly_rated_document_asks_for_a_call_and_an_order_about_its_clerk(notice: Notice) -> None:
    case = rate(notice, stars=Stars.POOR).case
    assert (case.matter, case.site, case.clerk) == (notice.matter, notice.site, notice.clerk)
    assert (case.needs_call_back, case.needs_order) == (True, True)


def test_a_document_rated_fair_is_no_case(notice: Notice) -> None:
    rate(notice, stars=Stars.FAIR, words="还行")
    assert Case.objects.count() == 0


def test_the_same_source_is_the_same_case() -> None:
    case = asked()
    assert (open_case(case.feedback), Case.objects.count()) == (case, 1)


def test_a_day_an_urgency_and_who_wrote_it_down_may_be_given(notice: Notice) -> None:
    rating = Rating.objects.create(notice=notice, stars=Stars.BAD)
    by = make_user()
    case = open_case(rating, due_on=date(2026, 3, 10), urgency=Urgency.URGENT, by=by)
    assert (case.due_on, case.urgency, case.steps.get().by) == (date(2026, 3, 10), Urgency.URGENT, by)


def test_a_phone_is_kept_with_the_case_and_asks_for_a_call() -> None:
    case = asked(contact={"phone": PHONE})
    assert (case.needs_call_back, case.contact.recorded_by, PHONE in case.contact.phone_sealed) == (True, None, False)
