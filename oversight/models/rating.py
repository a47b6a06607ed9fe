"""好差评 of documents."""

from typing import ClassVar

from django.db import models

from notices.models import Notice


class Stars(models.IntegerChoices):
    """好差评, from best to worst, in the words of 国务院办公厅关于建立政务服务“好差评”制度 (国办发〔2019〕51号)."""

    EXCELLENT = 5, "非常满意"
    GOOD = 4, "满意"
    FAIR = 3, "基本满意"
    POOR = 2, "不满意"
    BAD = 1, "非常不满意"


class FeedbackWay(models.TextChoices):
    """Where it was written."""

    WEB = "web", "网页"
    SHEET = "sheet", "告知单上的二维码"
    TERMINAL = "terminal", "自助终端"
    WINDOW = "window", "窗口评价屏"


class Rating(models.Model):
    """好差评 of what a document tells of: one for each document, given by whoever holds its code. Nothing of the person in here."""

    append_only: ClassVar[bool] = True

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="rating", verbose_name="告知记录")
    stars = models.PositiveSmallIntegerField("评价", choices=Stars)
    reasons = models.JSONField("理由", default=list, blank=True)
    words = models.CharField("意见", max_length=500, blank=True)
    way = models.CharField("渠道", max_length=12, choices=FeedbackWay, default=FeedbackWay.SHEET)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "好差评"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(name="rating_stars_one_to_five", condition=models.Q(stars__range=(1, 5))),
        )

    def __str__(self) -> str:
        return self.get_stars_display()
