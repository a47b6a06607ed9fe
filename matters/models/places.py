"""Where: regions, departments, sites and their hours."""

from django.core.validators import RegexValidator
from django.db import models

from matters.enums import DepartmentNature, Level, SiteKind


class Region(models.Model):
    """行政区划: a node of the tree district → street → community. `code` is the 12-digit statistical code."""

    code = models.CharField("区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    city = models.CharField("所属市", max_length=40, blank=True, help_text="只有区填写，如：安阳市")
    level = models.CharField("层级", max_length=12, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                name="region_only_district_is_root",
                condition=models.Q(level=Level.DISTRICT, parent=None)
                | (~models.Q(level=Level.DISTRICT) & models.Q(parent__isnull=False)),
                violation_error_message="街道和社区必须选择上级区划，区没有上级。",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """实施主体. `code` is the 统一社会信用代码: checked and warned about, never rejected (old codes live long)."""

    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    code = models.CharField("统一社会信用代码", max_length=50, blank=True, db_index=True)
    nature = models.CharField(
        "实施主体性质", max_length=12, choices=DepartmentNature, default=DepartmentNature.STATUTORY
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="departments", verbose_name="行政区划"
    )

    class Meta:
        verbose_name = verbose_name_plural = "部门"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """办事地点. `serial_name` stands in the numbers of its notices (北关灯塔路〔2026〕000123)."""

    code = models.CharField(
        "地点代号",
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$", "只用小写字母、数字和短横线")],
    )
    name = models.CharField("名称", max_length=100)
    serial_name = models.CharField("编号简称", max_length=20, unique=True)
    kind = models.CharField("种类", max_length=16, choices=SiteKind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="sites", verbose_name="行政区划")
    address = models.CharField("地址", max_length=200)
    floor = models.CharField("楼层", max_length=40, blank=True)
    window = models.CharField("窗口", max_length=60, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    transit = models.CharField("公交", max_length=200, blank=True)
    accessible = models.CharField("无障碍设施", max_length=100, blank=True)
    is_active = models.BooleanField("启用", default=True)
    demo = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "办事地点"
        ordering = ("region__code", "code")

    def __str__(self) -> str:
        return self.name

    @property
    def level(self) -> str:
        """The level of the hierarchy the site works on (a Level value)."""
        return self.region.level


class OpeningHours(models.Model):
    """One period in which a site is open, on given weekdays, all year or in a season of month-days (06-01 to 09-30)."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="hours", verbose_name="办事地点")
    weekdays = models.CharField(
        "星期", max_length=7, validators=[RegexValidator(r"^1?2?3?4?5?6?7?$", "用1至7表示星期一至星期日，从小到大")]
    )
    opens = models.TimeField("开始")
    closes = models.TimeField("结束")
    season_from = models.CharField("季节起（月-日）", max_length=5, blank=True)
    season_to = models.CharField("季节止（月-日）", max_length=5, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "办公时间"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="hours_open_before_close",
                condition=models.Q(opens__lt=models.F("closes")),
                violation_error_message="开始时间必须早于结束时间。",
            ),
            models.CheckConstraint(
                name="hours_season_both_or_none",
                condition=models.Q(season_from="", season_to="")
                | (~models.Q(season_from="") & ~models.Q(season_to="")),
                violation_error_message="季节的起止要么都填，要么都不填。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.weekdays} {self.opens:%H:%M}—{self.closes:%H:%M}"
