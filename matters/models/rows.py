"""The lists of a matter: limits, conditions, steps, charges and what else its working copy has several of."""

from django.core.validators import URLValidator
from django.db import models

from matters import enums
from matters.models.matter import Matter
from matters.models.places import Department, Site


class MatterRow(models.Model):
    """What every list of a matter shares: its matter and its place in the list."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="%(class)ss", verbose_name="事项")
    position = models.PositiveIntegerField("序号", default=0)

    class Meta:
        abstract = True
        ordering = ("position", "id")


class ConditionalRow(MatterRow):
    """A row that may depend on options: `when` holds question.option tokens separated by spaces, empty for always."""

    when = models.CharField(
        "适用情形",
        max_length=400,
        blank=True,
        help_text="如：who.agent kind.lost；同一问题的多个选项为“或”，不同问题为“且”",
    )

    class Meta(MatterRow.Meta):
        abstract = True


class Limit(ConditionalRow):
    """办结时限."""

    kind = models.CharField("类别", max_length=10, choices=enums.LimitKind)
    amount = models.PositiveIntegerField("数量", help_text="0 表示当场办结")
    unit = models.CharField("单位", max_length=10, choices=enums.LimitUnit, default=enums.LimitUnit.WORKDAY)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta(ConditionalRow.Meta):
        verbose_name = verbose_name_plural = "办结时限"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.amount}{self.get_unit_display()}"


class Pause(MatterRow):
    """特别程序: its time does not count."""

    name = models.CharField("名称", max_length=60)
    limit = models.CharField("时限", max_length=60, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta(MatterRow.Meta):
        verbose_name = verbose_name_plural = "特别程序"

    def __str__(self) -> str:
        return self.name


class Condition(ConditionalRow):
    """受理条件."""

    text = models.CharField("条件", max_length=300)

    class Meta(ConditionalRow.Meta):
        verbose_name = verbose_name_plural = "受理条件"

    def __str__(self) -> str:
        return self.text


class Step(ConditionalRow):
    """办理环节."""

    name = models.CharField("环节", max_length=40)
    level = models.CharField("层级", max_length=12, choices=enums.Level, blank=True)
    who = models.CharField("办理人", max_length=60)
    content = models.CharField("内容", max_length=200, blank=True)
    limit = models.CharField("时限", max_length=40, blank=True)
    result = models.CharField("结果", max_length=60, blank=True)
    standard = models.CharField("审查标准", max_length=200, blank=True)

    class Meta(ConditionalRow.Meta):
        verbose_name = verbose_name_plural = "办理环节"

    def __str__(self) -> str:
        return self.name


class Charge(ConditionalRow):
    """收费项目; a matter without any is free."""

    name = models.CharField("收费项目", max_length=100)
    standard = models.CharField("收费标准", max_length=200)
    basis = models.CharField("收费依据", max_length=200, blank=True)
    reduction = models.CharField("减免", max_length=200, blank=True)

    class Meta(ConditionalRow.Meta):
        verbose_name = verbose_name_plural = "收费项目"

    def __str__(self) -> str:
        return self.name


class LegalBasis(MatterRow):
    """设定依据."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="legal_basis", verbose_name="事项")
    title = models.CharField("名称", max_length=200)
    number = models.CharField("文号", max_length=100, blank=True)
    article = models.CharField("条款", max_length=100, blank=True)
    text = models.TextField("条文", blank=True)

    class Meta(MatterRow.Meta):
        verbose_name = verbose_name_plural = "设定依据"

    def __str__(self) -> str:
        return self.title


class Channel(MatterRow):
    """办理渠道."""

    kind = models.CharField("渠道", max_length=10, choices=enums.ChannelKind)
    url = models.CharField(
        "网址",
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"], message="网址须以 http:// 或 https:// 开头")],
    )
    note = models.CharField("说明", max_length=100, blank=True)

    class Meta(MatterRow.Meta):
        verbose_name = verbose_name_plural = "办理渠道"

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Mode(MatterRow):
    """服务方式."""

    kind = models.CharField("方式", max_length=16, choices=enums.ModeKind)
    note = models.CharField("说明", max_length=100, blank=True)

    class Meta(MatterRow.Meta):
        verbose_name = verbose_name_plural = "服务方式"

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Remedy(MatterRow):
    """权利救济."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="remedies", verbose_name="事项")
    kind = models.CharField("方式", max_length=12, choices=enums.RemedyKind)
    authority = models.CharField("机关", max_length=100, blank=True)
    period = models.CharField("期限", max_length=60, blank=True)

    class Meta(MatterRow.Meta):
        verbose_name = verbose_name_plural = "权利救济"

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Faq(MatterRow):
    """常见问题."""

    question = models.CharField("问题", max_length=200)
    answer = models.CharField("解答", max_length=500)

    class Meta(MatterRow.Meta):
        verbose_name = verbose_name_plural = "常见问题"

    def __str__(self) -> str:
        return self.question


class Handling(ConditionalRow):
    """办理层级: what a level does, at which sites (none chosen: every site of the level)."""

    level = models.CharField("层级", max_length=12, choices=enums.Level)
    how = models.CharField("方式", max_length=16, choices=enums.How)
    sites = models.ManyToManyField(Site, blank=True, related_name="handlings", verbose_name="办事地点")
    back_office = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转报部门"
    )
    note = models.CharField("说明", max_length=100, blank=True)

    class Meta(ConditionalRow.Meta):
        verbose_name = verbose_name_plural = "办理层级"

    def __str__(self) -> str:
        return f"{self.get_level_display()}{self.get_how_display()}"


class Desk(models.Model):
    """Where inside a site this matter is handled, when that differs from the site's usual window, and what else may differ from place to place.

    Not part of an edition. `promised_amount` is a promise shorter than the edition's; materials never differ.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="desks", verbose_name="事项")
    site = models.ForeignKey(Site, models.PROTECT, related_name="desks", verbose_name="办事地点")
    floor = models.CharField("楼层", max_length=40, blank=True)
    window = models.CharField("窗口", max_length=60, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    address = models.CharField("地址（与办事地点不同时）", max_length=200, blank=True)
    hours = models.CharField("办公时间（与办事地点不同时）", max_length=100, blank=True)
    promised_amount = models.PositiveIntegerField(
        "本地承诺时限", null=True, blank=True, help_text="只能比目录里的承诺更短；0 表示当场办结"
    )
    promised_unit = models.CharField("单位", max_length=10, choices=enums.LimitUnit, default=enums.LimitUnit.WORKDAY)
    note = models.CharField("本地说明", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "窗口安排"
        ordering = ("site__code",)
        constraints = (
            models.UniqueConstraint(
                name="desk_once_per_site",
                fields=("matter", "site"),
                violation_error_message="同一地点只能有一条窗口安排。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.site}：{self.floor}{self.window}"
