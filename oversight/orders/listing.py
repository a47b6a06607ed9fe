"""Correction orders as lists show them: which ones, the most urgent first, each with how near its day is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.models import StaffUser
from matters.models import Site
from notices.affairs.deadlines import Countdown
from oversight.access import ADD_ORDERS, visible_orders
from oversight.deadlines import left_until
from oversight.enums import OrderState, StepDeed
from oversight.models import CorrectionOrder, Step
from oversight.orders.days import calendar_of


class Which(StrEnum):
    """Which of the orders within reach to list."""

    ALL = "all"
    MINE = "mine"
    GIVEN = "given"
    LATE = "late"
    RECHECK = "recheck"


LABELS = {
    Which.ALL: "全部",
    Which.MINE: "要我整改的",
    Which.GIVEN: "我下达的",
    Which.LATE: "已逾期",
    Which.RECHECK: "等我复查的",
}

_URGENCY = Case(
    When(state=OrderState.OPEN, then=Value(0)),
    When(state=OrderState.DONE, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
_PENDING_UNTIL = Case(When(state=OrderState.CLOSED, then=None), default=F("due_on"))


@dataclass(frozen=True, slots=True)
class Line:
    """An order with how its day stands; None once it is no longer the responsible person's turn."""

    order: CorrectionOrder
    countdown: Countdown | None


def orders_for(user: StaffUser, which: Which, today: date, site: Site | None = None) -> QuerySet[CorrectionOrder]:
    """Those within reach: open ones by their day, then those to recheck, then closed ones, newest first."""
    rows = visible_orders(user).filter(_only(which, user, today))
    rows = rows.filter(finding__site=site) if site else rows
    rows = rows.select_related("finding__matter", "finding__bundle", "finding__site", "responsible", "ordered_by")
    return rows.order_by(_URGENCY, _PENDING_UNTIL, "-pk")


def lines(orders: Iterable[CorrectionOrder], today: date) -> list[Line]:
    """Those orders with their countdowns; one query for the calendar."""
    calendar = calendar_of(today)
    return [
        Line(order, left_until(order.due_on, today, calendar) if order.state == OrderState.OPEN else None)
        for order in orders
    ]


def _only(which: Which, user: StaffUser, today: date) -> Q:
    match which:
        case Which.MINE:
            return Q(responsible=user, state=OrderState.OPEN)
        case Which.GIVEN:
            return Q(ordered_by=user)
        case Which.LATE:
            return Q(state=OrderState.OPEN, due_on__lt=today)
        case Which.RECHECK:
            return _to_recheck(user)
        case Which.ALL:
            return Q()


def _to_recheck(user: StaffUser) -> Q:
    """As `people.may_recheck` asks it of one order."""
    if not user.has_perm(ADD_ORDERS):
        return Q(pk__in=())
    done = Step.objects.filter(order=OuterRef("pk"), deed=StepDeed.DONE).order_by("-pk")
    reported = CorrectionOrder.objects.annotate(reporter=Subquery(done.values("by")[:1])).filter(reporter=user)
    own = Q(responsible=user) | Q(finding__clerk=user) | Q(pk__in=reported.values("pk"))
    return Q(state=OrderState.DONE) & ~own
