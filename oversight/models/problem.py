"""办不成事: what could not be done, and causes that several of them share."""

from django.conf import settings
from django.db import models

from matters.models import Bundle, Matter, Site
from notices.models import Notice
from oversight.enums import Channel, Ending, ProblemCause


class SharedCause(models.Model):
    """共性问题: one cause behind several things that could not be done. It ends in a rule (`rule` holds its words) or in a catalog change."""

    title = models.CharField("名称", max_length=100)
    cause = models.CharField("原因", max_length=12, choices=ProblemCause)
    words = models.CharField("说明", max_length=500, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    opened_at = models.DateTimeField("时间", auto_now_add=True)
    ending = models.CharField("固化机制", max_length=8, choices=Ending, blank=True)
    rule = models.CharField("制度内容", max_length=1000, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁办结"
    )
    ended_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "共性问题"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="shared_cause_ending_told",
                condition=models.Q(ending="", ended_at__isnull=True)
                | models.Q(ending=Ending.CATALOG, ended_at__isnull=False, ended_by__isnull=False)
                | (models.Q(ending=Ending.RULE, ended_at__isnull=False, ended_by__isnull=False) & ~models.Q(rule="")),
            ),
        )

    def __str__(self) -> str:
        return self.title


class Problem(models.Model):
    """One thing that could not be done, as it was told at the 办不成事 desk.

    Nothing of the person in here: name and phone are in the case's `Contact`.
    """

    at = models.DateTimeField("时间")
    channel = models.CharField("渠道", max_length=8, choices=Channel, default=Channel.WINDOW)
    site = models.ForeignKey(Site, models.PROTECT, related_name="problems", verbose_name="办事地点")
    window = models.CharField("窗口", max_length=40, blank=True)
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="problems", verbose_name="事项"
    )
    bundle = models.ForeignKey(
        Bundle, models.PROTECT, null=True, blank=True, related_name="problems", verbose_name="一件事"
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, null=True, blank=True, related_name="problems", verbose_name="告知单"
    )
    cause = models.CharField("原因", max_length=12, choices=ProblemCause)
    what = models.CharField("什么事没办成", max_length=500)
    wish = models.CharField("诉求", max_length=300, blank=True)
    on_the_spot = models.BooleanField("当场办结", default=False)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="接待人")
    shared = models.ForeignKey(
        SharedCause, models.PROTECT, null=True, blank=True, related_name="problems", verbose_name="共性问题"
    )
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "办不成的事"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="problem_about_one_thing",
                condition=models.Q(matter__isnull=True) | models.Q(bundle__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.what[:30]
