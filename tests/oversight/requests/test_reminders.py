"""What waits on the first page."""

from datetime import date

import pytest

from oversight.enums import RequestState
from oversight.models import ServiceRequest
from oversight.requests.ending import end
from oversight.requests.reminders import waiting
from tests.factories import make_clerk
from tests.oversight.requests.making import MONDAY, make_request

pytestmark = pytest.mark.django_db


def test_mine_today_unarranged_and_late(django_assert_num_queries):
    clerk = make_clerk()
    make_request(clerk, assignee=clerk)
    make_request(clerk)
    late, done = make_request(clerk), make_request(clerk, assignee=clerk)
    ServiceRequest.objects.filter(pk=late.pk).update(on=date(2026, 3, 6))
    end(done, how=RequestState.DONE, by=clerk, seen=0)
    make_request(make_clerk())
    clerk.get_all_permissions()
    with django_assert_num_queries(1):
        counted = [(one.count, one.late) for one in waiting(clerk, MONDAY)]
    assert counted == [(1, 0), (1, 0), (1, 1)]
