"""The list of a day, as data and on paper."""

from datetime import date, time

import pytest
from django.contrib.auth.models import Group

from notices.enums import Decision
from notices.models import Visit
from oversight.contacts.person import Person
from oversight.enums import ServiceMode
from oversight.models import ServiceRequest
from oversight.requests.day_list import Asked, day_list
from oversight.requests.paper import render_day_list
from tests.counter import make_notice
from tests.factories import local, make_clerk, make_region, make_site, make_user
from tests.oversight.requests.making import ADDRESS, MONDAY, make_request

pytestmark = pytest.mark.django_db

BOOKED = {"mode": ServiceMode.BOOKING, "person": Person()}


def listed(user, **asked):
    return day_list(user, Asked(day=MONDAY, **asked))


def test_rows_come_by_time_and_those_without_one_last():
    clerk = make_clerk()
    for starts in (None, time(15), time(9)):
        make_request(clerk, starts=starts, ends=None, **BOOKED)
    assert [row.time for row in listed(clerk).rows] == ["9:00", "15:00", "时间未定"]


def test_the_person_is_masked_on_screen_and_paper():
    clerk = make_clerk()
    make_request(clerk)
    found = listed(clerk)
    person = found.rows[0].person
    assert (person.name, person.phone, person.address) == ("张**", "138****3210", "北关区灯塔路街道自由路社区****")
    html = render_day_list(found)
    assert [text in html for text in ("张三丰", "13812343210", ADDRESS, "138****3210")] == [False, False, False, True]


def test_two_at_the_same_time_with_the_same_helper_clash():
    clerk = make_clerk()
    for helper, starts in ((clerk, time(9)), (clerk, time(9, 30)), (clerk, time(11)), (None, time(9))):
        make_request(clerk, assignee=helper, starts=starts, ends=time(12) if starts == time(11) else None, **BOOKED)
    make_request(clerk, assignee=clerk, starts=time(9), ends=time(10), **BOOKED)
    assert [row.clashes for row in listed(clerk).rows] == [True, False, True, True, False]


@pytest.mark.parametrize(("most", "expected"), [(2, True), (3, False)])
def test_a_list_that_is_cut_says_so(most, expected, monkeypatch):
    monkeypatch.setattr("oversight.requests.day_list.MOST", most)
    clerk = make_clerk()
    for _ in range(2):
        make_request(clerk, **BOOKED)
    found = listed(clerk)
    assert (found.is_cut, "没有全部列出" in render_day_list(found)) == (expected, expected)


def test_open_ones_of_earlier_days_are_late():
    clerk = make_clerk()
    row = make_request(clerk)
    ServiceRequest.objects.filter(pk=row.pk).update(on=date(2026, 3, 6))
    found = listed(clerk)
    assert ([one.pk for one in found.rows], [one.pk for one in found.late]) == ([], [row.pk])


def test_a_clerk_sees_the_own_site_and_a_region_what_is_below_it():
    region = make_region()
    one, other, far = (make_clerk(make_site(region=at)) for at in (region, region, make_region()))
    rows = [make_request(clerk) for clerk in (one, other, far)]
    inspector = make_user(None, region=region)
    inspector.groups.add(Group.objects.get(name="督查人员"))
    seen = [{row.pk for row in listed(user).rows} for user in (one, inspector)]
    assert seen == [{rows[0].pk}, {rows[0].pk, rows[1].pk}]


def test_only_mine_and_only_those_that_wait():
    clerk = make_clerk()
    mine, waiting = make_request(clerk, assignee=clerk), make_request(clerk, on=date(2026, 3, 12))
    assert [row.pk for row in listed(clerk, helper=clerk).rows] == [mine.pk]
    assert [row.pk for row in listed(clerk, is_waiting=True).rows] == [waiting.pk]


@pytest.mark.usefixtures("known_rung")
def test_papers_that_were_to_follow_by_that_day_are_listed():
    clerk = make_clerk()
    notices = [make_notice(clerk.site, clerk, at=local(2026, 3, 2)) for _ in range(2)]
    for notice, due_on in zip(notices, (MONDAY, date(2026, 3, 10)), strict=True):
        Visit.objects.create(
            notice=notice, site=clerk.site, clerk=clerk, at=local(2026, 3, 3), decision=Decision.DEFERRAL, due_on=due_on
        )
    assert [due.visit.notice for due in listed(clerk).follow_ups] == [notices[0]]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_the_rows(rows, django_assert_num_queries):
    clerk = make_clerk()
    for _ in range(rows):
        make_request(clerk, assignee=clerk)
    clerk = type(clerk).objects.get(pk=clerk.pk)
    with django_assert_num_queries(9):
        listed(clerk)
