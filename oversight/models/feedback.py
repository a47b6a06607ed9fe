"""意见反馈: what somebody tells the office about a guide, a sheet, a site or nothing in particular."""

from typing import ClassVar

from django.db import models

from matters.models import Bundle, Edition, Matter, Site
from notices.models import Notice
from oversight.models.rating import FeedbackWay, Stars


class FeedbackKind(models.TextChoices):
    """What it is. MISSING answers the question below every guide: was anything missing?"""

    MISSING = "missing", "内容缺漏"
    RATING = "rating", "评价"
    CONSULTATION = "consultation", "咨询"
    SUGGESTION = "suggestion", "建议"
    COMPLAINT = "complaint", "投诉"


class Feedback(models.Model):
    """One thing somebody said; never altered. Nothing of the person in here: whoever keeps `number` can look the answer up.

    `edition` and `answers` (question.option tokens) are what they were reading. A rating of a document that was given out is a `Rating`.
    """

    append_only: ClassVar[bool] = True

    kind = models.CharField("种类", max_length=16, choices=FeedbackKind)
    way = models.CharField("渠道", max_length=12, choices=FeedbackWay, default=FeedbackWay.WEB)
    number = models.CharField("回执编号", max_length=20, unique=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="feedback", verbose_name="事项")
    bundle = models.ForeignKey(Bundle, models.PROTECT, null=True, related_name="feedback", verbose_name="一件事")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="feedback", verbose_name="告知记录")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="feedback", verbose_name="办事地点")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="feedback", verbose_name="版本")
    answers = models.JSONField("情形", default=list, blank=True)
    stars = models.PositiveSmallIntegerField("评价", choices=Stars, null=True)
    reasons = models.JSONField("理由", default=list, blank=True)
    words = models.CharField("内容", max_length=500, blank=True)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "意见反馈"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="feedback_stars_of_ratings_only",
                condition=models.Q(kind=FeedbackKind.RATING, stars__range=(1, 5))
                | (~models.Q(kind=FeedbackKind.RATING) & models.Q(stars__isnull=True)),
            ),
            models.CheckConstraint(
                name="feedback_says_something",
                condition=models.Q(kind=FeedbackKind.RATING) | ~models.Q(words=""),
            ),
            models.CheckConstraint(
                name="feedback_of_matter_or_bundle",
                condition=models.Q(matter__isnull=True) | models.Q(bundle__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
