"""日清单: what one site gave out on one day, as plain data for the page and the paper, with the heads of its chains."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import StaffUser
from matters.models import Site
from matters.publishing import midnight
from notices.access import visible_notices
from notices.enums import Manner, NoticeKind
from notices.listing.filter import of_staff
from notices.listing.lines import Line, lines_of
from notices.models import OfficeProfile
from notices.models.notice import NoticeQuerySet
from notices.proving.heads import Head, heads_of
from notices.void_reasons import spoken_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One document of the day, in words. `receipt` and `void` are empty where there is none."""

    pk: int
    serial: str
    time: str
    matter: str
    kind: NoticeKind
    follows: str
    manner: Manner
    window: str
    told_by: str
    receipt: str
    void: str


@dataclass(frozen=True, slots=True)
class KindTotal:
    """How many documents of a kind were given out: in each manner (in the order of Manner), in all, void and received among them."""

    kind: NoticeKind
    by_manner: tuple[int, ...]
    total: int
    void: int
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """Everything the sheet shows. `heads` are those at `made_at` (local time), whatever the day: they bind that day's rows too. `left_out` counts
    the rows of a day too long to be listed; totals and heads are there all the same.
    """

    office: str
    site: str
    day: date
    who: str
    made_at: datetime
    made_by: str
    rows: tuple[DayRow, ...]
    totals: tuple[KindTotal, ...]
    heads: tuple[Head, ...]
    left_out: int = 0

    @property
    def scanned(self) -> str:
        """The heads of the day's year for the QR code, a line each; older years are closed and stand on their own last sheets."""
        return "\n".join(head.scanned for head in self.heads if head.year == self.day.year)


def without_rows(sheet: DaySheet, most: int) -> DaySheet:
    """The same, its rows left out where there are more than `most`."""
    return replace(sheet, rows=(), left_out=len(sheet.rows)) if len(sheet.rows) > most else sheet


def rows_of_day(user: StaffUser, site: Site, day: date, who: str = "") -> NoticeQuerySet:
    """What `user` may see of what `site` gave out on `day`: of all its staff, or of those whose name or window contains `who`."""
    rows = visible_notices(user).filter(site=site)
    rows = rows.filter(issued_at__gte=midnight(day), issued_at__lt=midnight(day + timedelta(days=1)))
    return rows.filter(of_staff(who)) if who else rows


def day_sheet(user: StaffUser, site: Site, day: date, who: str = "") -> DaySheet:
    """The day at a site as this user may see it, in the order of the ledger."""
    keys = list(rows_of_day(user, site, day, who).order_by("pk").values_list("pk", flat=True))
    rows = tuple(_row(line) for line in lines_of(keys))
    return DaySheet(
        office=OfficeProfile.current().office,
        site=site.name,
        day=day,
        who=who,
        made_at=timezone.localtime(),
        made_by=user.public_name,
        rows=rows,
        totals=totals_of(rows),
        heads=heads_of(site),
    )


def totals_of(rows: tuple[DayRow, ...]) -> tuple[KindTotal, ...]:
    """A line a kind that there was."""
    counts = Counter((row.kind, row.manner) for row in rows)
    voids = Counter(row.kind for row in rows if row.void)
    received = Counter(row.kind for row in rows if row.receipt)
    return tuple(
        KindTotal(kind, by_manner, sum(by_manner), voids[kind], received[kind])
        for kind in NoticeKind
        if any(by_manner := tuple(counts[kind, manner] for manner in Manner))
    )


def _row(line: Line) -> DayRow:
    notice = line.notice
    return DayRow(
        pk=notice.pk,
        serial=notice.serial,
        time=f"{timezone.localtime(notice.issued_at):%H:%M}",
        matter=notice.matter.short_name or notice.matter.name if notice.matter else notice.subject.name,
        kind=NoticeKind(notice.kind),
        follows=notice.follows.serial if notice.follows and not notice.is_sheet else "",
        manner=Manner(notice.manner),
        window=line.window,
        told_by=line.told_by,
        receipt=f"{line.receipt} {_when(notice.receipt.at, notice.issued_at)}" if line.receipt else "",
        void=f"{_when(notice.voiding.at, notice.issued_at)} {spoken_reason(notice.voiding.reason)}"
        if notice.is_void
        else "",
    )


def _when(at: datetime, told: datetime) -> str:
    """The time of the same day, else the date."""
    at, told = timezone.localtime(at), timezone.localtime(told)
    return f"{at:%H:%M}" if at.date() == told.date() else f"{at:%Y-%m-%d}"
