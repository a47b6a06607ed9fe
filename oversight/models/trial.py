"""走流程: a manager walks a matter as a citizen would (沉浸式体验), and writes down every step."""

from django.conf import settings
from django.db import models

from matters.models import Bundle, Edition, Matter, Site, Subject


class TrialRun(models.Model):
    """One walk through a matter or a bundle, held against the edition of that day.

    `answers` are question.option tokens: the situation that was played.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="trials", verbose_name="事项")
    bundle = models.ForeignKey(Bundle, models.PROTECT, null=True, related_name="trials", verbose_name="一件事")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="trials", verbose_name="版本")
    answers = models.JSONField("情形", default=list, blank=True)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="trials", verbose_name="办事地点")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="体验人")
    with_citizen = models.BooleanField("陪同群众办理", default=False)
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    visits = models.PositiveSmallIntegerField("实际到现场次数", null=True, blank=True)
    summary = models.CharField("体会和建议", max_length=1000, blank=True)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "走流程"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="trial_of_matter_or_bundle",
                condition=models.Q(matter__isnull=False, bundle__isnull=True)
                | models.Q(matter__isnull=True, bundle__isnull=False),
            ),
            models.CheckConstraint(
                name="trial_ends_after_start",
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("started_at")),
            ),
        )

    def __str__(self) -> str:
        return f"走流程{self.pk}号 {self.edition}"

    @property
    def subject(self) -> Subject | None:
        """The matter or bundle that was walked."""
        return self.matter or self.bundle


class TrialStep(models.Model):
    """One step of a walk: how it went, in how many minutes, and where it snagged. `told` is what the edition says of this step, empty for one it
    does not know.
    """

    run = models.ForeignKey(TrialRun, models.CASCADE, related_name="steps", verbose_name="走流程")
    position = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("环节", max_length=100)
    told = models.CharField("指南怎么说", max_length=500, blank=True)
    began_at = models.DateTimeField("开始时间", null=True, blank=True)
    minutes = models.PositiveIntegerField("用时（分钟）", null=True, blank=True)
    as_told = models.BooleanField("与指南一致", null=True)
    snag = models.CharField("卡在哪里", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "走流程的环节"
        ordering = ("run", "position", "id")
        constraints = (models.UniqueConstraint(name="trial_step_position_once", fields=("run", "position")),)

    def __str__(self) -> str:
        return f"{self.run} {self.name}"
