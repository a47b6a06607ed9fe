"""External links of the catalog and what was found when they were last tried."""

from django.db import models


class LinkCheck(models.Model):
    """One address that some matter's working copy names. `status` is the HTTP status, empty where nobody answered; `error` says why in words."""

    url = models.CharField("网址", max_length=300, unique=True)
    is_ok = models.BooleanField("正常", default=True)
    status = models.PositiveSmallIntegerField("状态码", null=True, blank=True)
    error = models.CharField("问题", max_length=200, blank=True)
    checked_at = models.DateTimeField("检查时间")
    failing_since = models.DateTimeField("从何时起不通", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "链接检查"
        ordering = ("is_ok", "url")

    def __str__(self) -> str:
        return self.url
