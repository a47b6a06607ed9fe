"""Things that could not be done, to test with."""

from typing import Any

from accounts.models import StaffUser
from oversight.enums import Channel, ProblemCause
from oversight.models import Problem
from oversight.problems.registering import Told, register
from tests.factories import make_clerk, make_user


def make_problem(by: StaffUser | None = None, **values: Any) -> Problem:
    """One that a clerk wrote down at their own window; `values` are those of `Told`."""
    by = by or make_clerk()
    key = values.pop("request_key", None)
    told = {"site": by.site, "channel": Channel.WINDOW, "cause": ProblemCause.SYSTEM, "what": "系统提示冻结", **values}
    return register(Told(**told), by=by, request_key=key)


def make_inspector(**values: Any) -> StaffUser:
    """Who sees everything and groups what belongs together."""
    from django.contrib.auth.models import Group

    user = make_user(None, **values)
    user.groups.add(Group.objects.get(name="督查人员"))
    return user
