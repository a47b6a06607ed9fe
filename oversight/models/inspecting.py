"""检查: rounds, what was drawn for them, and what was found on it."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from notices.models import Notice
from oversight.enums import RoundKind, Verdict


class CheckItem(models.Model):
    """One question of the check sheet, the office's own. `auto` names what the system answers by itself (see `oversight.inspection.automatic`).

    A question is written so that 是 is good. Rounds keep the questions they began with; one that was used is set inactive, not removed.
    """

    key = models.CharField(
        "代号",
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*\Z", "只用小写字母、数字和下划线")],
    )
    question = models.CharField("问题", max_length=100, help_text="写成“是”为好的问法，如：是否一次性告知全部材料")
    hint = models.CharField("怎样查", max_length=200, blank=True)
    auto = models.CharField("系统自动核对", max_length=20, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "检查表问题"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.question


class Round(models.Model):
    """一次检查. What decides over a draw is kept: `frame` (the criteria as JSON), `seed`, and `heads`, the last number of every series of the ledger
    at that moment ({"site code|kind|year": number}), so that rows that came later never enter when it is repeated.

    `frame_size` and `frame_sha256` say from how many and from which notices was drawn. `items` are the questions as they were then.
    """

    kind = models.CharField("方式", max_length=8, choices=RoundKind)
    title = models.CharField("名称", max_length=100)
    frame = models.JSONField("范围", default=dict)
    seed = models.CharField("种子", max_length=64, blank=True)
    heads = models.JSONField("抽取时各序列的末号", default=dict)
    frame_size = models.PositiveIntegerField("范围内的份数", default=0)
    frame_sha256 = models.CharField("范围校验值", max_length=64, blank=True)
    items = models.JSONField("检查表", default=list)
    region = models.ForeignKey(
        "matters.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="检查范围的区划"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="检查人")
    at = models.DateTimeField("开始时间", auto_now_add=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="结束人"
    )
    summary = models.CharField("小结", max_length=1000, blank=True)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "检查"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class Drawn(models.Model):
    """A notice of a round, in the order of the draw; on a patrol in the order they were looked at. `stratum` names its part of a stratified draw."""

    append_only: ClassVar[bool] = True

    round = models.ForeignKey(Round, models.PROTECT, related_name="drawn", verbose_name="检查")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="drawn", verbose_name="告知记录")
    position = models.PositiveIntegerField("顺序")
    stratum = models.CharField("层", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "抽中的告知记录"
        ordering = ("round", "position")
        constraints = (
            models.UniqueConstraint(name="drawn_notice_once", fields=("round", "notice")),
            models.UniqueConstraint(name="drawn_position_once", fields=("round", "position")),
        )

    def __str__(self) -> str:
        return f"{self.round} {self.position} {self.notice}"


class CheckAnswer(models.Model):
    """The answer to one question about one drawn notice. `found` is what the system found by itself, empty where it cannot know."""

    drawn = models.ForeignKey(Drawn, models.PROTECT, related_name="answers", verbose_name="抽中的告知记录")
    key = models.CharField("问题", max_length=20)
    verdict = models.CharField("结论", max_length=5, choices=Verdict)
    found = models.CharField("系统核对", max_length=5, choices=Verdict, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="检查人")
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "检查结论"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(name="check_answer_once", fields=("drawn", "key")),)

    def __str__(self) -> str:
        return f"{self.drawn} {self.key} {self.get_verdict_display()}"
