"""The office's own words and marks, editable without code."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from matters.enums import MatterType
from notices.sheet_parts import Profile, Wording

is_colour = RegexValidator(r"^#[0-9a-f]{6}\Z", "写成 #rrggbb，如：#1a4f8b")


class OfficeLogo(models.Model):
    """A logo once used: PNG bytes under their sha256. Kept for ever, because issued sheets print it again."""

    append_only: ClassVar[bool] = True

    sha256 = models.CharField("校验值", max_length=64, unique=True)
    data = models.BinaryField("PNG")
    width = models.PositiveSmallIntegerField("宽（像素）")
    height = models.PositiveSmallIntegerField("高（像素）")

    class Meta:
        verbose_name = verbose_name_plural = "机关标志"

    def __str__(self) -> str:
        return self.sha256[:8]


class OfficeProfile(models.Model):
    """办事机构信息. One row; without it sheets carry a neutral head."""

    office = models.CharField("机关名称", max_length=100)
    title = models.CharField("单名", max_length=60, default="政务服务事项一次性告知单")
    district = models.CharField("区名", max_length=40, blank=True)
    hotline = models.CharField("投诉热线", max_length=60, blank=True)
    progress = models.CharField("进度查询说明", max_length=100, blank=True)
    consult = models.CharField("咨询总机", max_length=60, blank=True)
    footer = models.CharField("页脚", max_length=120, default="本单内容以网上公布的最新版本为准，请扫码核对。")
    serial_prefix = models.CharField(
        "编号前缀", max_length=10, blank=True, help_text="加在各办事地点编号简称之前，如：北关"
    )
    logo = models.ForeignKey(OfficeLogo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="标志")
    has_seal_place = models.BooleanField("留盖章处", default=False)
    accent = models.CharField(
        "主色",
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text="用于标题线和海报；黑白打印时为灰度",
    )
    revision = models.PositiveIntegerField("修改次数", default=0, editable=False)

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
        return cls.objects.filter(pk=1).select_related("logo").defer("logo__data").first() or cls(
            pk=1, office="政务服务中心"
        )

    def as_plain(self) -> Profile:
        """What `compose` takes, with the office's own words: one query, a second for the logo."""
        return Profile(
            office=self.office,
            title=self.title,
            hotline=self.hotline,
            progress=self.progress,
            consult=self.consult,
            footer=self.footer,
            logo=self.logo.sha256 if self.logo else "",
            accent=self.accent,
            has_seal_place=self.has_seal_place,
            words=tuple(row.as_plain() for row in SheetWording.objects.all()),
        )


class SheetWording(models.Model):
    """A label, footer or legal text of the paper in the office's own words; what has no row keeps the words of the product.

    `key` is one of `notices.sheet_words.DEFAULTS`; `matter_type` narrows it to one 事项类型, empty for all.
    """

    key = models.CharField("用在哪里", max_length=40)
    matter_type = models.CharField("事项类型", max_length=12, choices=MatterType, blank=True)
    text = models.CharField("文字", max_length=300, blank=True)
    revision = models.PositiveIntegerField("修改次数", default=0, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "告知单用语"
        ordering = ("key", "matter_type")
        constraints = (
            models.UniqueConstraint(
                name="sheet_wording_once",
                fields=("key", "matter_type"),
                violation_error_message="这一处用语已经有一条，请直接修改它。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.get_matter_type_display() if self.matter_type else ''}".strip()

    def as_plain(self) -> Wording:
        """What `compose` takes."""
        return Wording(key=self.key, text=self.text, matter_type=self.matter_type)
