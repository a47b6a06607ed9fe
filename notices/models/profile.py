"""The office's own words, editable without code."""

from django.db import models

from notices.sheet import Profile


class OfficeProfile(models.Model):
    """办事机构信息. One row; without it sheets carry a neutral head."""

    office = models.CharField("机关名称", max_length=100)
    title = models.CharField("单名", max_length=60, default="政务服务事项一次性告知单")
    district = models.CharField("区名", max_length=40, blank=True)
    hotline = models.CharField("投诉热线", max_length=60, blank=True)
    progress = models.CharField("进度查询说明", max_length=100, blank=True)
    footer = models.CharField("页脚", max_length=120, default="本单内容以网上公布的最新版本为准，请扫码核对。")

    class Meta:
        verbose_name = verbose_name_plural = "机关信息"
        constraints = (
            models.CheckConstraint(
                name="profile_one_row", condition=models.Q(id=1), violation_error_message="只能有一条机关信息。"
            ),
        )

    def __str__(self) -> str:
        return self.office

    @classmethod
    def current(cls) -> "OfficeProfile":
        """The row, or an unsaved neutral one."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, office="政务服务中心")

    def as_plain(self) -> Profile:
        """What `compose` takes."""
        return Profile(
            office=self.office, title=self.title, hotline=self.hotline, progress=self.progress, footer=self.footer
        )
