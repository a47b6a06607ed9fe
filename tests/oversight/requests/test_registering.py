"""A service is asked for."""

from datetime import time

import pytest

from oversight.contacts.person import Person
from oversight.enums import RequestState, ServiceMode, StepDeed
from oversight.models import Contact, ServiceRequest, Step
from oversight.refusal import CannotDo
from tests.factories import make_clerk, make_site
from tests.oversight.requests.making import ADDRESS, PERSON, make_request

pytestmark = pytest.mark.django_db


def refusal(**values):
    """The field at which it is refused; nothing was written."""
    with pytest.raises(CannotDo) as refused:
        make_request(**values)
    assert (ServiceRequest.objects.count(), Contact.objects.count()) == (0, 0)
    return refused.value.field


def test_without_a_helper_it_waits_and_with_one_it_is_arranged():
    clerk = make_clerk()
    states = [make_request(clerk).state, make_request(clerk, assignee=clerk).state]
    assert states == [RequestState.WAITING, RequestState.ARRANGED]


def test_the_story_begins_with_who_registered_it():
    row = make_request()
    assert list(Step.objects.values_list("request", "deed", "by")) == [(row.pk, StepDeed.OPENED, row.created_by_id)]


def test_the_story_begins_with_the_day_and_the_time_agreed_on():
    make_request(starts=time(9), ends=time(10, 30))
    assert Step.objects.get().detail["time"] == "9:00—10:30"


def test_the_same_page_sent_twice_is_one_row():
    clerk = make_clerk()
    rows = [make_request(clerk, request_key="one") for _ in range(2)]
    assert (rows[0], ServiceRequest.objects.count(), Step.objects.count()) == (rows[1], 1, 1)


def test_two_at_the_same_moment_are_one_row(monkeypatch):
    clerk = make_clerk()
    first = make_request(clerk, request_key="one")
    answers = iter([None, first])  # the other one was not there yet when it was looked for
    monkeypatch.setattr("oversight.requests.registering.already", lambda *_: next(answers))
    assert (make_request(clerk, request_key="one"), ServiceRequest.objects.count()) == (first, 1)


def test_a_home_visit_needs_an_address():
    assert refusal(person=Person(phone="13812343210", told_privacy=True)) == "address"


def test_a_booking_needs_neither_name_nor_phone():
    make_request(mode=ServiceMode.BOOKING, person=Person())
    assert Contact.objects.count() == 0


def test_another_site_is_out_of_reach():
    assert refusal(site=make_site()) == "site"


def test_a_helper_of_another_site_is_refused():
    assert refusal(assignee=make_clerk()) == "assignee"


def test_nothing_to_do_is_refused():
    assert refusal(words="") == "words"


def test_a_contact_that_is_refused_leaves_nothing_behind():
    assert refusal(person=Person(name="张三丰", address=ADDRESS)) == "told_privacy"


@pytest.mark.parametrize("words", ["请打 138 1234 3210", "给张三丰送证"])
def test_words_that_tell_who_it_is_are_refused(words):
    assert refusal(words=words, person=PERSON) == "words"
