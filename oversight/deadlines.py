"""By when the office must have answered or mended something, and how near that is. Pure: the calendar is passed in, days are working days.

The day something comes in is not counted (民法典 art. 201).
"""

from datetime import date

from matters.workdays import WorkCalendar
from notices.affairs.deadlines import SOON_WORKDAYS, Countdown, Urgency, workdays_between


def due_on(came_on: date, workdays: int, calendar: WorkCalendar) -> date:
    """The last day for what came in on `came_on`: `workdays` working days later; with 0 that day, or the next one that is worked."""
    return calendar.add_workdays(came_on, workdays) if workdays else calendar.roll(came_on)


def left_until(last: date, today: date, calendar: WorkCalendar) -> Countdown:
    """How far `last` is from `today`, in working days and in words."""
    if last < today:
        past = max(1, workdays_between(last, today, calendar))
        return Countdown(last, -past, Urgency.OVERDUE, f"已逾期{past}个工作日")
    left = workdays_between(today, last, calendar)
    if left == 0:
        return Countdown(last, 0, Urgency.TODAY, "今天到期")
    urgency = Urgency.SOON if left <= SOON_WORKDAYS else Urgency.CALM
    return Countdown(last, left, urgency, f"还剩{left}个工作日")
