"""Arranged, changed, ended, taken back."""

from datetime import date, time

import pytest

from oversight.enums import RequestState, StepDeed
from oversight.models import ServiceRequest
from oversight.refusal import CannotDo
from oversight.requests.arranging import arrange
from oversight.requests.ending import end, undo
from tests.factories import make_clerk
from tests.oversight.requests.making import MONDAY, make_request

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 3, 10)


def arranged(row, *, by, seen=0, **values):
    defaults = {"on": TUESDAY, "starts": time(14), "ends": None, "assignee": by}
    return arrange(row, by=by, seen=seen, **{**defaults, **values})


def deeds(row):
    return list(row.steps.values_list("deed", flat=True))


def test_somebody_is_sent_and_then_at_another_time():
    row = make_request()
    clerk = row.created_by
    arranged(row, by=clerk)
    arranged(row, by=clerk, seen=1, starts=time(15))
    row.refresh_from_db()
    assert (row.on, row.starts, row.assignee, row.state) == (TUESDAY, time(15), clerk, RequestState.ARRANGED)
    assert deeds(row) == [StepDeed.OPENED, StepDeed.ASSIGNED, StepDeed.CHANGED]


def test_what_changes_nothing_is_no_change():
    row = make_request()
    arranged(row, by=row.created_by)
    with pytest.raises(CannotDo, match="没有改动"):
        arranged(row, by=row.created_by, seen=1)


def test_a_stale_page_is_told_what_came_between():
    row = make_request()
    other = make_clerk(row.site)
    arranged(row, by=other)
    with pytest.raises(CannotDo, match=f"{other}做了“分派”。请看过现在的情况"):
        end(row, how=RequestState.CANCELLED, by=row.created_by, result="不来了", seen=0)
    assert ServiceRequest.objects.get().state == RequestState.ARRANGED


@pytest.mark.parametrize(
    ("how", "deed"),
    [
        (RequestState.DONE, StepDeed.DONE),
        (RequestState.FAILED, StepDeed.CLOSED),
        (RequestState.CANCELLED, StepDeed.CANCELLED),
    ],
)
def test_every_end_is_told(how, deed):
    row = make_request()
    end(row, how=how, by=row.created_by, result="家中无人", seen=0)
    row.refresh_from_db()
    assert (row.state, row.result, deeds(row)[-1]) == (how, "家中无人", deed)


@pytest.mark.parametrize("how", [RequestState.FAILED, RequestState.CANCELLED])
def test_a_bad_end_needs_its_reason(how):
    row = make_request()
    with pytest.raises(CannotDo, match="请写明原因"):
        end(row, how=how, by=row.created_by, result=" ", seen=0)


@pytest.mark.parametrize("result", ["张三丰已签收", "电话13900001111"])
def test_a_result_never_tells_who_it_was(result):
    row = make_request()
    with pytest.raises(CannotDo) as refused:
        end(row, how=RequestState.DONE, by=row.created_by, result=result, seen=0)
    assert (refused.value.field, row.steps.count()) == ("result", 1)


def test_there_is_no_result_before_its_day():
    row = make_request(on=TUESDAY)
    with pytest.raises(CannotDo, match="还没有到"):
        end(row, how=RequestState.DONE, by=row.created_by, seen=0)


def test_an_end_comes_once():
    row = make_request()
    end(row, how=RequestState.DONE, by=row.created_by, seen=0)
    with pytest.raises(CannotDo, match="已办成"):
        end(row, how=RequestState.DONE, by=row.created_by, seen=1)


def test_an_end_taken_back_leaves_its_words_in_the_story():
    row = make_request()
    end(row, how=RequestState.FAILED, by=row.created_by, result="家中无人", seen=0)
    undo(row, by=row.created_by, seen=1)
    row.refresh_from_db()
    assert (row.state, row.result, row.on) == (RequestState.WAITING, "", MONDAY)
    assert list(row.steps.values_list("deed", "words"))[1:] == [
        (StepDeed.CLOSED, "家中无人"),
        (StepDeed.REOPENED, "家中无人"),
    ]


def test_what_is_open_cannot_be_taken_back():
    row = make_request()
    with pytest.raises(CannotDo, match="还没有结果"):
        undo(row, by=row.created_by, seen=0)
