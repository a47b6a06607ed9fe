"""What speaks against an arrangement is told, not refused."""

from datetime import date, time

import pytest

from matters.enums import ModeKind
from matters.guide import Mode
from oversight.contacts.person import Person
from oversight.enums import ServiceMode
from oversight.requests.doubts import doubts, offered
from tests.factories import make_clerk, make_guide, make_published
from tests.oversight.requests.making import make_request

pytestmark = pytest.mark.django_db

SUNDAY = date(2026, 3, 15)
NOBODY = Person()


def published(*kinds):
    return make_published(make_guide(modes=tuple(Mode(kind=kind) for kind in kinds)))


def test_a_mode_that_the_guide_publishes_is_no_doubt():
    assert doubts(make_request(matter=published(ModeKind.HOME_VISIT))) == []


def test_a_mode_that_the_guide_does_not_publish_is_told_with_those_it_does():
    row = make_request(matter=published(ModeKind.APPOINTMENT, ModeKind.GREEN))
    assert doubts(row) == ["现行指南（第1版）没有公布“上门办”，公布的服务方式：预约、绿色通道。"]


@pytest.mark.parametrize("kind", [ModeKind.GREEN, ModeKind.EXPRESS])
def test_either_published_mode_allows_the_fast_lane(kind):
    assert offered(published(kind), ServiceMode.FAST).fits


def test_a_sunday_is_told():
    assert doubts(make_request(on=SUNDAY)) == ["2026-03-15 不是工作日，请确认到时有人办理。"]


def test_a_sunday_with_late_hours_is_told_as_such():
    row = make_request(on=SUNDAY, mode=ServiceMode.EXTENDED, person=NOBODY)
    assert doubts(row) == ["2026-03-15 不是工作日，按延时服务办理，请先确认有人在岗。"]


def test_the_same_helper_at_the_same_time_is_told():
    clerk = make_clerk()
    first = make_request(clerk, assignee=clerk)
    second = make_request(clerk, assignee=clerk, starts=time(9, 30), ends=None)
    assert doubts(second) == [f"{clerk.public_name}在9:00—10:00还有一件“上门办”（{first.pk}号）。"]


def test_the_same_helper_afterwards_is_no_clash():
    clerk = make_clerk()
    make_request(clerk, assignee=clerk)
    assert doubts(make_request(clerk, assignee=clerk, starts=time(10), ends=time(11))) == []
