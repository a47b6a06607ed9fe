"""What was done, row by row: the story of a case, a correction order or a request, and telephone calls afterwards."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from oversight.enums import CallOutcome, StepDeed
from oversight.models.casework import Case
from oversight.models.correcting import CorrectionOrder
from oversight.models.inspecting import Drawn
from oversight.models.rating import Stars
from oversight.models.request import ServiceRequest


class Step(models.Model):
    """One thing that was done. `by` is empty for what a citizen or the system did. Words hold nothing of persons; `detail` is plain
    JSON (days, names of units).
    """

    append_only: ClassVar[bool] = True

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="steps", verbose_name="办理单")
    order = models.ForeignKey(CorrectionOrder, models.PROTECT, null=True, related_name="steps", verbose_name="整改单")
    request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="steps", verbose_name="服务安排"
    )
    deed = models.CharField("做了什么", max_length=12, choices=StepDeed)
    words = models.CharField("说明", max_length=1000, blank=True)
    detail = models.JSONField("详情", default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁"
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "办理经过"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="step_of_one_thing",
                condition=Q(case__isnull=False, order__isnull=True, request__isnull=True)
                | Q(case__isnull=True, order__isnull=False, request__isnull=True)
                | Q(case__isnull=True, order__isnull=True, request__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case or self.order or self.request} {self.get_deed_display()}"


class CallBack(models.Model):
    """回访: one telephone call about a case or about a drawn notice. `stars` is what the person thinks now, where they were reached."""

    append_only: ClassVar[bool] = True

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="calls", verbose_name="办理单")
    drawn = models.ForeignKey(Drawn, models.PROTECT, null=True, related_name="calls", verbose_name="抽中的告知记录")
    outcome = models.CharField("结果", max_length=10, choices=CallOutcome)
    stars = models.PositiveSmallIntegerField("满意度", choices=Stars, null=True, blank=True)
    words = models.CharField("回访情况", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="回访人")
    at = models.DateTimeField("时间", auto_now_add=True)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "回访"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="call_about_one_thing",
                condition=Q(case__isnull=False, drawn__isnull=True) | Q(case__isnull=True, drawn__isnull=False),
            ),
            models.CheckConstraint(
                name="call_stars_when_reached",
                condition=Q(stars__isnull=True) | Q(outcome=CallOutcome.REACHED, stars__range=(1, 5)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case or self.drawn} {self.get_outcome_display()}"
