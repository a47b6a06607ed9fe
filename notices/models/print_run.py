"""Long runs of layout work beside the web: many sheets into one file, or the ladder tried again after a change."""

from django.conf import settings
from django.db import models

from notices.enums import PrintKind, PrintState


class PrintRun(models.Model):
    """One such run. A batch's file lies under settings.PRINT_DIR by `stored_name` until `expires_at`, never among the public files.

    `done` of `total` sheets; `options` is what was asked for, `report` what was left out or no longer fits.
    """

    kind = models.CharField("种类", max_length=8, choices=PrintKind)
    state = models.CharField("状态", max_length=12, choices=PrintState, default=PrintState.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    title = models.CharField("名称", max_length=200)
    options = models.JSONField("选项", default=dict)
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    report = models.JSONField("结果", default=dict)
    message = models.CharField("说明", max_length=500, blank=True)
    stored_name = models.CharField("存放名", max_length=100, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("字节", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)
    created_at = models.DateTimeField("开始", auto_now_add=True)
    beat_at = models.DateTimeField("最近进展", null=True, blank=True)
    finished_at = models.DateTimeField("结束", null=True, blank=True)
    expires_at = models.DateTimeField("何时删除", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "打印与排版任务"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title
