"""审核: a working copy put before somebody else, and what was said of it."""

from typing import Self

from django.conf import settings
from django.db import models

from matters import enums
from matters.models.edition import Edition
from matters.models.matter import Matter


class ReviewQuerySet(models.QuerySet["Review"]):
    """The words for sets of reviews."""

    def open(self) -> Self:
        """Those that wait for a decision."""
        return self.filter(state=enums.ReviewState.OPEN)


class Review(models.Model):
    """审核单: one submission of a working copy. `revision` is that of the matter when it was submitted; a matter has one open review at most."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="reviews", verbose_name="事项")
    state = models.CharField("状态", max_length=12, choices=enums.ReviewState, default=enums.ReviewState.OPEN)
    revision = models.PositiveIntegerField("提交时的修改次数")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提交人")
    submitted_at = models.DateTimeField("提交时间", auto_now_add=True)
    note = models.CharField("变更说明", max_length=300)
    effective_from = models.DateField("希望施行日期", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人"
    )
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    reason = models.CharField("退回原因", max_length=500, blank=True)
    edition = models.OneToOneField(
        Edition, models.PROTECT, null=True, blank=True, related_name="review", verbose_name="发布版本"
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核单"
        ordering = ("-submitted_at", "-id")
        constraints = (
            models.UniqueConstraint(
                name="review_one_open_per_matter",
                fields=("matter",),
                condition=models.Q(state=enums.ReviewState.OPEN),
                violation_error_message="这个事项已经在审核中。",
            ),
            models.CheckConstraint(
                name="review_decided_has_decider",
                condition=models.Q(state__in=[enums.ReviewState.OPEN, enums.ReviewState.WITHDRAWN])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message="已审核的必须有审核人和时间。",
            ),
            models.CheckConstraint(
                name="review_return_has_reason",
                condition=~models.Q(state=enums.ReviewState.RETURNED) | ~models.Q(reason=""),
                violation_error_message="退回必须写明原因。",
            ),
            models.CheckConstraint(
                name="review_by_somebody_else",
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("submitted_by")),
                violation_error_message="提交人不能审核自己提交的内容。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter}：{self.get_state_display()}"


class ReviewComment(models.Model):
    """A remark on a review, by anybody who may see it; never changed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="comments", verbose_name="审核单")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    at = models.DateTimeField("时间", auto_now_add=True)
    text = models.CharField("意见", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text
