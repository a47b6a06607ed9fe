"""Registering what could not be done: one row, its case, whom to call back, and where it was settled on the spot also what came of it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import Bundle, CalendarDay, Matter, Site, Subject
from notices.models import Notice
from oversight.cases.opening import open_case
from oversight.contacts.keeping import keep
from oversight.contacts.person import NOBODY, Person
from oversight.enums import Channel, ProblemCause, Urgency
from oversight.models import Problem
from oversight.once import already
from oversight.problems.hurrying import due_days
from oversight.problems.settling import settle_at_once
from oversight.refusal import CannotDo
from oversight.said import said

OLDEST = timedelta(days=60)
"""Calendar days (of 24 hours) after which what was told is not written down any more: its deadline is long over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody told at the desk. `result` is what came of it on the spot, empty where it goes on within working days."""

    site: Site
    channel: Channel
    cause: ProblemCause
    what: str
    wish: str = ""
    window: str = ""
    subject: Subject | None = None
    notice: Notice | None = None
    urgency: Urgency = Urgency.NORMAL
    at: datetime | None = None
    result: str = ""


def register(told: Told, *, by: StaffUser, person: Person = NOBODY, request_key: str | None = None) -> Problem:
    """Write it down, with its case and contact. The same `request_key` again is the first row.

    Raises CannotDo: nothing said, words that tell who somebody is or cannot be printed, a time to come or long past, a contact that cannot be kept.
    """
    if earlier := already(Problem, request_key):
        return earlier
    try:
        with transaction.atomic():
            return _register(told, by, person, request_key)
    except IntegrityError:
        if earlier := already(Problem, request_key):  # the other click was quicker
            return earlier
        raise


def _register(told: Told, by: StaffUser, person: Person, request_key: str | None) -> Problem:
    _require_nameless(told, person.name.strip() if person else "")
    problem = Problem.objects.create(**_values(told), received_by=by, request_key=request_key)
    days = due_days(timezone.localdate(problem.at), CalendarDay.objects.around(problem.at.date()).as_calendar())
    case = open_case(problem, due_on=days[told.urgency], urgency=told.urgency, by=by)
    if person.is_given:
        keep(case, **asdict(person), by=by)
    if problem.on_the_spot:
        settle_at_once(case, told.result, by=by)
    return problem


def _require_nameless(told: Told, name: str) -> None:
    """Raises CannotDo where the ledger's words hold the name that is to lie sealed and be erased: these words stay."""
    for field in ("what", "wish", "result"):
        if len(name) > 1 and name in getattr(told, field):
            raise CannotDo("请不要在这里写姓名，姓名只填在联系方式里。", field)


def _values(told: Told) -> dict[str, object]:
    return {
        "at": _at(told.at),
        "channel": told.channel,
        "site": told.site,
        "window": said(told.window, "window", longest=40),
        "matter": told.subject if isinstance(told.subject, Matter) else None,
        "bundle": told.subject if isinstance(told.subject, Bundle) else None,
        "notice": told.notice,
        "cause": told.cause,
        "what": said(told.what, "what", longest=500, missing="请写明什么事没办成。"),
        "wish": said(told.wish, "wish", longest=300),
        "on_the_spot": bool(told.result.strip()),
    }


def _at(told_at: datetime | None) -> datetime:
    now = timezone.now()
    at = told_at or now
    if at > now + timedelta(minutes=5):  # clocks of two machines differ a little
        raise CannotDo("时间不能晚于现在。", "at")
    if at < now - OLDEST:
        raise CannotDo(f"只能补登{OLDEST.days}天以内的。", "at")
    return min(at, now)
