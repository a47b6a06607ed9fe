"""What lies on the table when the applicant comes back with a 告知单: its list, the visits so far, what may follow until when."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from matters.guide import Guide
from matters.handling_places import places_for
from matters.local_promise import at_place
from matters.models import CalendarDay
from matters.tailoring import tailor
from matters.workdays import WorkCalendar
from notices.affairs.checklist import Paper, papers_of
from notices.affairs.deadlines import latest_deferral
from notices.affairs.rules import CannotReceive
from notices.affairs.standing import Past, filing_now, this_filing
from notices.enums import Decision
from notices.models import Notice, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What lies on the table of a 告知单 on a day: its list, the visits of this application so far, and until when a paper may follow."""

    today: date
    guide: Guide
    papers: tuple[Paper, ...]
    visits: tuple[Visit, ...]
    number: int
    filing: tuple[Past, ...]
    calendar: WorkCalendar
    latest: date

    @property
    def newest(self) -> Visit | None:
        """The last visit that counts."""
        return self.visits[-1] if self.visits else None


def table_of(root: Notice, today: date, *, seen: int | None = None) -> Table:
    """Raises CannotReceive where nothing can be received on that row, or where the newest visit is not the one that was `seen` (pk, 0 for none)."""
    if not root.is_sheet:
        raise CannotReceive("请扫原来的告知单：材料按告知单核对。")
    if root.is_void:
        raise CannotReceive(f"{root.serial} 已经作废，不能按它收件。请重新出具告知单。")
    visits = tuple(standing_of(root))
    newest = visits[-1] if visits else None
    if not visits and (newer := root.replacements.filter(voiding__isnull=True).first()):
        raise CannotReceive(f"{root.serial} 已由 {newer.serial} 代替，请扫新的那张。")
    if seen is not None and seen != (newest.pk if newest else 0):
        raise CannotReceive(_what_came_between(newest))
    past = tuple(map(past_of, visits))
    guide = _told(root)
    calendar = CalendarDay.objects.around(today).as_calendar()
    return Table(
        today=today,
        guide=guide,
        papers=papers_of(root.sheet, guide),
        visits=visits,
        number=filing_now(past),
        filing=this_filing(past),
        calendar=calendar,
        latest=latest_deferral(guide, today, calendar),
    )


def standing_of(root: Notice) -> list[Visit]:
    """The visits of that thread that count, oldest first; one query."""
    return list(Visit.objects.standing().filter(notice=root).select_related("clerk", "acting_for").order_by("pk"))


def past_of(visit: Visit) -> Past:
    """A visit without the database."""
    return Past(
        decision=Decision(visit.decision),
        on=timezone.localdate(visit.at),
        filing=visit.filing,
        due_on=visit.due_on,
        ticks=visit.ticked,
    )


def _told(root: Notice) -> Guide:
    """The guide the sheet was made from, with the promise of its site."""
    guide = tailor(root.edition.guide, root.answers)
    here = next((place for place in places_for(guide, root.subject) if place.code == root.site.code), None)
    return at_place(guide, here.promised if here else None)


def _what_came_between(newest: Visit | None) -> str:
    if newest is None:
        return "上一步刚刚被撤销，请看过再定。"
    when = timezone.localtime(newest.at)
    return f"{newest.clerk}已在{when:%m-%d %H:%M}登记“{newest.get_decision_display()}”，请看过再定。"
