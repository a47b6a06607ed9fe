"""The list of a day: what must be kept when and where by whom, what is late, and which papers must still come. Plain data for page and paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import CalendarDay, Region, Site
from matters.publishing import today as day_now
from matters.scoping import below
from notices.access import visible_notices
from notices.affairs.waiting import Due, lines
from notices.enums import Decision
from notices.models import OfficeProfile, Visit
from oversight.access import visible_requests
from oversight.contacts.keeping import Masked, masked
from oversight.enums import RequestState
from oversight.models import ServiceRequest
from oversight.requests.arranging import OPEN
from oversight.requests.modes import named
from oversight.requests.scope import sites_of
from oversight.requests.times import overlap, words

MOST = 200
"""Rows of one list; a street has some dozen a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which list: of a day, of one site, of a region and all below it, of one helper; all three empty for everything within reach.

    `is_waiting`: instead of the day's those of today and later that nobody is sent to yet.
    """

    day: date
    site: Site | None = None
    region: Region | None = None
    helper: StaffUser | None = None
    is_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One request in words; name, phone and address masked. `clashes`: its helper has another of these rows at the same time."""

    pk: int
    on: date
    time: str
    mode: str
    what: str
    words: str
    site: str
    place: str
    person: Masked
    helper: str
    state: RequestState
    result: str
    revision: int
    clashes: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class DayList:
    """Everything the list shows. `late` are open requests of earlier days, `follow_ups` papers that were to follow by that day (容缺)."""

    office: str
    asked: Asked
    whose: str
    is_workday: bool
    rows: tuple[DayRow, ...]
    late: tuple[DayRow, ...]
    follow_ups: tuple[Due, ...]
    made_at: datetime
    made_by: str

    @property
    def is_cut(self) -> bool:
        """Whether a part of it reached `MOST` rows, so that there may be more."""
        return any(len(part) == MOST for part in (self.rows, self.late, self.follow_ups))


def day_list(user: StaffUser, asked: Asked) -> DayList:
    """The list as `user` may see it. The number of queries does not grow with its rows."""
    day = asked.day
    found = requests_of(user, asked).select_related("matter", "bundle", "site", "assignee", "contact")
    before = found.filter(on__lt=min(day, day_now()), state__in=OPEN)
    calendar = CalendarDay.objects.around(day).as_calendar()
    return DayList(
        office=OfficeProfile.current().office,
        asked=asked,
        whose=_whose(user, asked),
        is_workday=calendar.is_workday(day),
        rows=_rows(found.filter(_when(asked))),
        late=() if asked.is_waiting else _rows(before),
        follow_ups=() if asked.is_waiting else tuple(lines(follow_ups(user, asked)[:MOST])),
        made_at=timezone.localtime(),
        made_by=user.public_name,
    )


def requests_of(user: StaffUser, asked: Asked) -> QuerySet[ServiceRequest]:
    """Of whatever day: what `user` sees of that site, region and helper."""
    rows = visible_requests(user).filter(_where(asked))
    return rows.filter(assignee=asked.helper) if asked.helper else rows


def follow_ups(user: StaffUser, asked: Asked) -> QuerySet[Visit]:
    """Affairs taken on with papers missing (容缺受理) that are due by that day, late ones first."""
    rows = Visit.objects.waiting().filter(decision=Decision.DEFERRAL, due_on__lte=asked.day)
    rows = rows.filter(_where(asked), site__in=sites_of(user), notice__in=visible_notices(user))
    return rows.select_related("notice__matter", "notice__bundle", "notice__site", "clerk").defer(
        "notice__snapshot", "notice__answers"
    )


def _whose(user: StaffUser, asked: Asked) -> str:
    """The heading's words: what was asked for, else where the user works."""
    place = asked.site or asked.region or user.region or user.site
    named_by = (place.name if place else "", asked.helper.public_name if asked.helper else "")
    return "　".join(filter(None, named_by))


def _when(asked: Asked) -> Q:
    return Q(state=RequestState.WAITING, on__gte=day_now()) if asked.is_waiting else Q(on=asked.day)


def _where(asked: Asked) -> Q:
    where = Q(site=asked.site) if asked.site else Q()
    return where & below("site__region", asked.region.pk) if asked.region else where


def _rows(requests: QuerySet[ServiceRequest]) -> tuple[DayRow, ...]:
    """By day and time; what has no time comes last of its day."""
    found = _by_time(requests.order_by("on", "pk")[:MOST])
    return tuple(_row(one, clashes=any(_clash(one, other) for other in found)) for one in found)


def _clash(one: ServiceRequest, other: ServiceRequest) -> bool:
    same = one.pk != other.pk and one.assignee_id is not None and one.assignee_id == other.assignee_id
    is_open = one.state in OPEN and other.state in OPEN and one.on == other.on
    return same and is_open and overlap((one.starts, one.ends), (other.starts, other.ends))


def _by_time(requests: Iterable[ServiceRequest]) -> list[ServiceRequest]:
    return sorted(requests, key=lambda one: (one.on, one.starts is None, str(one.starts), one.pk))


def _what(one: ServiceRequest) -> str:
    if one.matter:
        return one.matter.short_name or one.matter.name
    return one.bundle.name if one.bundle else ""


def _row(one: ServiceRequest, *, clashes: bool) -> DayRow:
    contact = getattr(one, "contact", None)
    return DayRow(
        pk=one.pk,
        on=one.on,
        time=words((one.starts, one.ends)),
        mode=named(one.mode),
        what=_what(one),
        words=one.words,
        site=one.site.name,
        place=one.place,
        person=masked(contact) if contact else Masked(),
        helper=one.assignee.public_name if one.assignee else "",
        state=RequestState(one.state),
        result=one.result,
        revision=one.revision,
        clashes=clashes,
    )
