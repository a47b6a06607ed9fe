"""Tallies: what the ledger adds up to, by day and by month, so that a year of figures is read in a moment.

They are a cache and no record: they can be thrown away and made again from the ledger at any time (`manage.py tally_figures --from-scratch`). Days
are calendar days in Asia/Shanghai. The key of a row is made of what the row is about (`oversight.figures.cells`), so that it is found without
looking for it and cannot be there twice.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from matters.models import Bundle, Department, Matter, Site


def _count(words: str) -> "models.IntegerField[int, int]":
    """Of any sign, because what is taken away is written as a negative number that the database adds."""
    return models.IntegerField(words, default=0)


def _of(model: type[models.Model] | str, words: str, *, null: bool = True) -> "models.ForeignKey[Any, Any]":
    """Without an index of its own: the tables are asked for a period, and read whole by nothing else than the rare deletion of who it is about."""
    return models.ForeignKey(model, models.CASCADE, null=null, db_index=False, related_name="+", verbose_name=words)


class Span(models.TextChoices):
    """How long a time a row adds up. Everything is there twice, in the rows of its day and in those of its month."""

    DAY = "day", "日"
    MONTH = "month", "月"


class Tally(models.Model):
    """What happened on one day, or in the month that begins on it, at one site: everything once by department (`clerk` empty) and once by clerk
    (`department` empty).

    The columns are explained by the figures made of them (`oversight.figures.of_ledger`).
    """

    id = models.BigIntegerField("编号", primary_key=True)
    span = models.CharField("时段", max_length=5, choices=Span)
    day = models.DateField("日期")
    site = _of(Site, "办事地点", null=False)
    department = _of(Department, "部门")
    clerk = _of(settings.AUTH_USER_MODEL, "工作人员")
    told = _count("告知单")
    void = _count("作废的告知单")
    supplement = _count("补正告知书")
    deferral = _count("容缺受理通知书")
    acceptance = _count("受理通知书")
    rejection = _count("不予受理通知书")
    correction = _count("更正告知书")
    void_letters = _count("作废的其他文书")
    window = _count("现场告知")
    phone = _count("电话告知")
    online = _count("网络告知")
    home = _count("上门告知")
    signed = _count("签收")
    refused = _count("拒绝签收")
    filings = _count("申请")
    repeated = _count("多次来访的申请")
    visits = _count("来访")
    cause_clerk = _count("因窗口没有告知清楚")
    cause_catalog = _count("因告知单内容有误")
    cause_rule = _count("因规定或指南有变化")
    cause_applicant = _count("因申请人没有备齐")
    kept_due = _count("应决定")
    kept_in_time = _count("按期决定")
    deferral_due = _count("应补齐")
    deferral_in_time = _count("按期补齐")
    stars_1 = _count("非常不满意")
    stars_2 = _count("不满意")
    stars_3 = _count("基本满意")
    stars_4 = _count("满意")
    stars_5 = _count("非常满意")

    class Meta:
        verbose_name = verbose_name_plural = "统计"
        permissions = (("view_figures", "查看统计"),)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="tally_of_department_or_clerk",
                condition=Q(department__isnull=False, clerk__isnull=True)
                | Q(department__isnull=True, clerk__isnull=False),
            ),
        )
        indexes = (
            models.Index(name="tally_by_day", fields=("span", "day")),
            models.Index(name="tally_by_clerk", fields=("clerk", "span", "day")),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.site_id} {self.department_id or self.clerk_id}"


class HourTally(models.Model):
    """Sheets told and visits within one hour (0 to 23) of a day: everything three times, by site, by department and by clerk.

    A month has rows for each weekday, under the first such day in it.
    """

    id = models.BigIntegerField("编号", primary_key=True)
    span = models.CharField("时段", max_length=5, choices=Span)
    day = models.DateField("日期")
    hour = models.PositiveSmallIntegerField("时")
    site = _of(Site, "办事地点")
    department = _of(Department, "部门")
    clerk = _of(settings.AUTH_USER_MODEL, "工作人员")
    times = _count("次数")

    class Meta:
        verbose_name = verbose_name_plural = "分时统计"
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="hour_tally_of_one",
                condition=Q(site__isnull=False, department__isnull=True, clerk__isnull=True)
                | Q(site__isnull=True, department__isnull=False, clerk__isnull=True)
                | Q(site__isnull=True, department__isnull=True, clerk__isnull=False),
            ),
        )
        indexes = (
            models.Index(name="hour_tally_by_site", fields=("span", "day"), condition=Q(site__isnull=False)),
            models.Index(name="hour_tally_by_department", fields=("department", "span", "day")),
            models.Index(name="hour_tally_by_clerk", fields=("clerk", "span", "day")),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.hour}"


class PaperTally(models.Model):
    """How often a paper of a subject's sheet was missing or wrong, by the site and clerk that had told it. `material` as it was printed.

    A month holds it once by site (`clerk` empty) and once for all (`site` empty as well); of one clerk days are few enough.
    """

    id = models.BigIntegerField("编号", primary_key=True)
    span = models.CharField("时段", max_length=5, choices=Span)
    day = models.DateField("日期")
    site = _of(Site, "办事地点")
    clerk = _of(settings.AUTH_USER_MODEL, "工作人员")
    matter = _of(Matter, "事项")
    bundle = _of(Bundle, "一件事")
    material = models.CharField("材料", max_length=400)
    missing = _count("缺")
    wrong = _count("需更正")

    class Meta:
        verbose_name = verbose_name_plural = "材料统计"
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="paper_tally_of_clerk_or_month",
                condition=Q(span=Span.DAY, site__isnull=False, clerk__isnull=False)
                | Q(span=Span.MONTH, clerk__isnull=True),
            ),
        )
        indexes = (
            models.Index(name="paper_tally_by_day", fields=("span", "day")),
            models.Index(name="paper_tally_by_site", fields=("site", "span", "day")),
            models.Index(name="paper_tally_by_clerk", fields=("clerk", "day")),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.material}"


class TallyMark(models.Model):
    """How far the tallies go; one row, which is also the lock of who brings them up to date.

    The tallies hold what `seen` says has been read, never more or less: it maps each table to the highest key it was read to and the keys below that
    were not there (transactions that commit late). While everything is counted from scratch `seen["thread"]` is the sheet up to which that was done.
    `offices` is the department of every matter and bundle as it was counted. `counted_at` is empty until they were made for the first time;
    `building_at` is when the background worker was last asked to.
    """

    seen = models.JSONField("已统计到", default=dict)
    offices = models.JSONField("部门", default=dict)
    counted_at = models.DateTimeField("统计时间", null=True)
    building_at = models.DateTimeField("开始重算", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "统计进度"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.counted_at or "")


class CheckedMatter(models.Model):
    """What the publication checks said of a matter's working copy at that `revision`, so that coverage needs not check the whole catalog anew."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="+", verbose_name="事项")
    revision = models.PositiveIntegerField("修改次数")
    day = models.DateField("检查日期")
    errors = _count("错误")

    class Meta:
        verbose_name = verbose_name_plural = "完整性检查"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.matter_id)
