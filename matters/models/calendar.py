"""The working-day calendar: only the days that differ from Monday-to-Friday."""

from datetime import date
from typing import Self

from django.db import models

from matters.workdays import WorkCalendar


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    """The words for sets of days."""

    def around(self, day: date) -> Self:
        """The days of `day`'s year, the one before and the two after: enough for any limit met in practice."""
        return self.filter(date__range=(date(day.year - 1, 1, 1), date(day.year + 2, 12, 31)))

    def as_calendar(self) -> WorkCalendar:
        """These days as the plain calendar of `matters.workdays`. A year is official as soon as it has a row that was announced."""
        rows = list(self.values_list("date", "is_workday", "is_official"))
        return WorkCalendar(
            exceptions={day: worked for day, worked, _ in rows},
            official_years=frozenset(day.year for day, _, official in rows if official),
        )


class CalendarDay(models.Model):
    """A holiday (is_workday False) or an adjusted working day, 调休 (True). `is_official`: announced by the State Council's yearly notice."""

    date = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("说明", max_length=40, blank=True)
    is_official = models.BooleanField("已正式公布", default=True)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "节假日与调休"
        ordering = ("date",)

    def __str__(self) -> str:
        return f"{self.date} {'上班' if self.is_workday else '放假'}"
