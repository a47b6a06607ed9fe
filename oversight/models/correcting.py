"""整改: what was found wrong, and what somebody was ordered to do about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from matters.models import Bundle, Matter, Site, Subject
from notices.models import Notice
from oversight.enums import OrderState
from oversight.models.casework import Case
from oversight.models.inspecting import Drawn, Round
from oversight.models.trial import TrialRun


class Finding(models.Model):
    """检查发现: what is wrong, found in a round (on a `drawn` notice or at a place), in a case, or on a trial run.

    `item` is the question it answers no to.
    """

    append_only: ClassVar[bool] = True

    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="findings", verbose_name="检查")
    drawn = models.ForeignKey(Drawn, models.PROTECT, null=True, related_name="findings", verbose_name="抽中的告知记录")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="findings", verbose_name="办理单")
    trial = models.ForeignKey(TrialRun, models.PROTECT, null=True, related_name="findings", verbose_name="走流程")
    item = models.CharField("检查表问题", max_length=20, blank=True)
    words = models.CharField("发现的问题", max_length=500)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="findings", verbose_name="事项")
    bundle = models.ForeignKey(Bundle, models.PROTECT, null=True, related_name="findings", verbose_name="一件事")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="findings", verbose_name="告知记录")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="findings", verbose_name="办事地点")
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="涉及的工作人员"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发现人")
    at = models.DateTimeField("时间", auto_now_add=True)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "检查发现"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="finding_from_one_source",
                condition=Q(round__isnull=False, case__isnull=True, trial__isnull=True)
                | Q(round__isnull=True, drawn__isnull=True, case__isnull=False, trial__isnull=True)
                | Q(round__isnull=True, drawn__isnull=True, case__isnull=True, trial__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_about_matter_or_bundle", condition=Q(matter__isnull=True) | Q(bundle__isnull=True)
            ),
            models.CheckConstraint(name="finding_not_of_oneself", condition=Q(clerk__isnull=True) | ~Q(clerk=F("by"))),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.words[:30]}"

    @property
    def ref(self) -> str:
        """`检查发现12号`: how papers and change notes name it."""
        return f"检查发现{self.pk}号"

    @property
    def subject(self) -> Subject | None:
        """The matter or bundle it is about."""
        return self.matter or self.bundle


class CorrectionOrder(models.Model):
    """整改单 for one finding: who is responsible for which measure by which day (calendar), and how far it has come. Rechecked by somebody else."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="order", verbose_name="检查发现")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="correction_orders", verbose_name="责任人"
    )
    measure = models.CharField("整改措施", max_length=500)
    due_on = models.DateField("期限")
    state = models.CharField("状态", max_length=8, choices=OrderState, default=OrderState.OPEN)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="下达人")
    ordered_at = models.DateTimeField("下达时间", auto_now_add=True)
    done = models.CharField("整改情况", max_length=500, blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    rechecked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="复查人"
    )
    closed_at = models.DateTimeField("销号时间", null=True, blank=True)
    revision = models.PositiveIntegerField("修改次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "整改单"
        ordering = ("-id",)
        indexes = (models.Index(name="order_by_state_and_due", fields=("state", "due_on")),)
        constraints = (
            models.CheckConstraint(
                name="order_rechecked_by_somebody_else",
                condition=Q(rechecked_by__isnull=True) | ~Q(rechecked_by=F("responsible")),
            ),
            models.CheckConstraint(name="order_done_is_told", condition=Q(state=OrderState.OPEN) | ~Q(done="")),
        )

    def __str__(self) -> str:
        return f"整改单{self.pk}号"
