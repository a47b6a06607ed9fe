"""What the admin's first page reminds of."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.urls import reverse

from accounts.models import StaffUser
from matters.calendar_gaps import missing_years
from matters.models import Matter, MissedSearch
from matters.publishing import today
from matters.scoping import workable
from matters.staleness import stale

register = template.Library()


@dataclass(frozen=True, slots=True)
class Reminder:
    """A line with the page where it is dealt with; `is_urgent` where a date or a sheet may already be wrong."""

    text: str
    url: str
    is_urgent: bool = False


@register.simple_tag
def reminders(user: StaffUser) -> list[Reminder]:
    """What `user` is reminded of: a handful of queries whatever the catalog's size."""
    return [*_calendar(user), *_stale(user), *_missed(user)]


@register.simple_tag
def office_pages(user: StaffUser) -> list[Reminder]:
    """The pages that belong to no single table."""
    if not user.has_perm("matters.view_matter"):
        return []
    return [
        Reminder("到期核对", reverse("admin:matters_matter_stale")),
        Reminder("目录质量", reverse("admin:matters_matter_report")),
    ]


def _calendar(user: StaffUser) -> Iterator[Reminder]:
    if user.has_perm("matters.view_calendarday"):
        for year in missing_years(today()):
            url = reverse("admin:matters_calendarday_changelist")
            yield Reminder(f"{year}年的节假日与调休还没有录入", url, is_urgent=year == today().year)


def _stale(user: StaffUser) -> Iterator[Reminder]:
    if user.has_perm("matters.change_matter"):
        count = stale(workable(Matter.objects.order_by(), user), today()).count()
        if count:
            yield Reminder(f"{count}个事项该核对了", reverse("admin:matters_matter_stale"))


def _missed(user: StaffUser) -> Iterator[Reminder]:
    if user.has_perm("matters.change_missedsearch"):
        count = MissedSearch.objects.waiting().count()
        if count:
            url = reverse("admin:matters_missedsearch_changelist") + "?done=no"
            yield Reminder(f"{count}个搜索没有结果", url)
