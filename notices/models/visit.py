"""The applicant came back: what was on the table, and how it ended."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from matters.models import Site
from matters.plain import from_plain
from notices.enums import Decision, RepeatCause
from notices.letters.letter import Ticked
from notices.models.notice import Notice


class VisitQuerySet(models.QuerySet["Visit"]):
    """The words for sets of visits."""

    def standing(self) -> "VisitQuerySet":
        """Those that count: not taken back, and their letter not void."""
        return self.filter(undone_by__isnull=True, letter__voiding__isnull=True).exclude(decision=Decision.UNDONE)

    def newest(self) -> "VisitQuerySet":
        """Of each thread the last one that counts: it says how the affair stands."""
        later = Visit.objects.standing().filter(notice=OuterRef("notice"), pk__gt=OuterRef("pk"))
        return self.standing().filter(~Exists(later))

    def waiting(self) -> "VisitQuerySet":
        """Those on which something is due: a decision, a supplement, a paper that may follow; most urgent first."""
        return self.newest().filter(due_on__isnull=False, notice__voiding__isnull=True).order_by("due_on", "pk")


class Visit(models.Model):
    """来访: one visit with a sheet in hand. Never altered; a wrong one is taken back by a further row (`Decision.UNDONE`, `undoes`).

    `notice` is the 告知单 whose list is ticked, `filing` which application on it this is (1, 2 … a decision ends one). `ticks` are `Ticked` as plain
    data. `due_on` is the last day (calendar) of what comes next: of the office's own decision after `KEPT`, of the applicant's supply after
    `SUPPLEMENT` and `DEFERRAL`. `cause` says why a repeated visit was needed, `again` why papers are asked for a second time in one filing.
    """

    append_only: ClassVar[bool] = True

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="visits", verbose_name="告知单")
    filing = models.PositiveSmallIntegerField("第几次申请", default=1)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="办事地点")
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁顶岗"
    )
    at = models.DateTimeField("时间", db_index=True)
    ticks = models.JSONField("材料核对", default=list)
    decision = models.CharField("结果", max_length=12, choices=Decision)
    due_on = models.DateField("期限", null=True, blank=True)
    cause = models.CharField("再次来访的原因", max_length=12, choices=RepeatCause, blank=True)
    again = models.CharField("再次补正的理由", max_length=200, blank=True)
    note = models.CharField("备注", max_length=500, blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name="撤销哪一次"
    )
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来访记录"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="visit_undone_names_which",
                condition=Q(decision=Decision.UNDONE, undoes__isnull=False)
                | (~Q(decision=Decision.UNDONE) & Q(undoes__isnull=True)),
            ),
        )
        indexes = (models.Index(fields=("site", "due_on"), name="visit_by_site_and_due"),)

    def __str__(self) -> str:
        return f"{self.notice} {self.get_decision_display()}"

    @property
    def ticked(self) -> tuple[Ticked, ...]:
        """The papers as typed data."""
        return tuple(from_plain(Ticked, tick) for tick in self.ticks)
