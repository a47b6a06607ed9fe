"""Runs of the exchange: a file that was brought in or asked for, how far it has come, and its report."""

from django.conf import settings
from django.db import models

from matters import enums


class ExchangeRun(models.Model):
    """One import or export. Its file lies under settings.EXCHANGE_DIR by `stored_name`, never among the public files.

    `done` of `total` matters; `report` is the import's report as the command prints it; `options` what was asked for (accepted repairs,
    filters, the form of the file).
    """

    kind = models.CharField("种类", max_length=8, choices=enums.RunKind)
    state = models.CharField("状态", max_length=12, choices=enums.RunState, default=enums.RunState.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    filename = models.CharField("文件名", max_length=200)
    stored_name = models.CharField("存放名", max_length=100, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("字节", default=0)
    options = models.JSONField("选项", default=dict)
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    report = models.JSONField("报告", default=dict)
    message = models.CharField("说明", max_length=500, blank=True)
    created_at = models.DateTimeField("开始", auto_now_add=True)
    beat_at = models.DateTimeField("最近进展", null=True, blank=True)
    finished_at = models.DateTimeField("结束", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入导出记录"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.filename}"
