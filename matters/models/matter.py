"""The working copy of a matter: what editors change. The public reads editions only."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from matters import enums
from matters.models.places import Department

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals without look-alikes (0 O, 1 I L, U)."""
CODE_LENGTH = 6


class Topic(models.Model):
    """主题分类: a life event (出生, 养老 …) or a business event."""

    class Kind(models.TextChoices):
        LIFE = "life", "个人办事"
        BUSINESS = "business", "企业办事"

    name = models.CharField("名称", max_length=40, unique=True)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.LIFE)
    position = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "主题"
        ordering = ("kind", "position", "id")

    def __str__(self) -> str:
        return self.name


class MatterQuerySet(models.QuerySet["Matter"]):
    """The words for sets of matters."""

    def public(self) -> Self:
        """Those the public may find: live or suspended."""
        return self.filter(standing__in=enums.PUBLIC)

    def known(self) -> Self:
        """Those the public has ever known: all but drafts."""
        return self.exclude(standing=enums.Standing.DRAFT)

    def coded(self, code: str) -> Self:
        """Those of this public code or 实施编码."""
        return self.filter(models.Q(code=code.upper()) | models.Q(implementation_code=code))

    def matching(self, text: str) -> Self:
        """Those whose name, short name, synonyms or codes contain every word of `text`."""
        found = self
        for word in text.split():
            found = found.filter(
                models.Q(name__icontains=word)
                | models.Q(short_name__icontains=word)
                | models.Q(synonyms__icontains=word)
                | models.Q(code__iexact=word)
                | models.Q(implementation_code__icontains=word)
                | models.Q(department__short_name__icontains=word)
            )
        return found


class Matter(models.Model):
    """政务服务事项: identity and working copy. `page` and its neighbours are the names of its public addresses."""

    page: ClassVar[str] = "guide"
    ask_page: ClassVar[str] = "ask"
    sheet_page: ClassVar[str] = "blank_sheet"
    history_page: ClassVar[str] = "history"

    code = models.CharField(
        "公开短码",
        max_length=CODE_LENGTH,
        unique=True,
        validators=[RegexValidator(rf"^[{CODE_ALPHABET}]{{{CODE_LENGTH}}}$", "六位，只用数字和不易看错的大写字母")],
        help_text="印在二维码里，发布后不可更改",
    )
    name = models.CharField("事项名称", max_length=200, db_index=True)
    short_name = models.CharField("通俗名称", max_length=60, blank=True)
    synonyms = models.CharField("别名", max_length=300, blank=True, help_text="群众怎么叫它，用空格分开")
    summary = models.CharField("一句话说明", max_length=120, blank=True)
    main_item = models.CharField("主项名称", max_length=200, blank=True)
    basic_code = models.CharField("基本编码", max_length=32, blank=True)
    implementation_code = models.CharField("实施编码", max_length=64, blank=True, db_index=True)
    item_code = models.CharField("业务办理项编码", max_length=64, blank=True)
    matter_type = models.CharField("事项类型", max_length=12, choices=enums.MatterType, blank=True)
    processing_type = models.CharField("办件类型", max_length=12, choices=enums.ProcessingType, blank=True)
    audiences = models.JSONField("服务对象", default=list, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="matters", verbose_name="实施主体")
    joint_departments = models.ManyToManyField(
        Department, blank=True, related_name="joint_matters", verbose_name="联办机构"
    )
    exercise_level = models.CharField(
        "行使层级", max_length=12, choices=enums.ExerciseLevel, default=enums.ExerciseLevel.COUNTY
    )
    power_source = models.CharField(
        "权力来源", max_length=20, choices=enums.PowerSource, default=enums.PowerSource.STATUTORY
    )
    entrusting_department = models.CharField("委托部门", max_length=100, blank=True)
    no_materials = models.BooleanField("无需提交材料", default=False)
    result_name = models.CharField("办理结果", max_length=100, blank=True)
    result_kind = models.CharField("结果类型", max_length=12, choices=enums.ResultKind, default=enums.ResultKind.OTHER)
    result_delivery = models.JSONField("送达方式", default=list, blank=True)
    result_validity = models.CharField("有效期", max_length=100, blank=True)
    result_annual_check = models.CharField("年检要求", max_length=100, blank=True)
    visits = models.PositiveSmallIntegerField("到现场次数", default=1)
    visits_reason = models.CharField("必须到现场的原因", max_length=200, blank=True)
    scope = models.CharField("通办范围", max_length=16, choices=enums.Scope, default=enums.Scope.NONE)
    scope_form = models.CharField("通办形式", max_length=12, choices=enums.ScopeForm, blank=True)
    quantity_limit = models.CharField("数量限制", max_length=200, blank=True)
    prohibitions = models.CharField("禁止性要求", max_length=300, blank=True)
    intermediary = models.CharField("中介服务", max_length=200, blank=True)
    consult_phone = models.CharField("咨询电话", max_length=60, blank=True)
    complaint_phone = models.CharField("投诉电话", max_length=60, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="matters", verbose_name="主题")
    source_note = models.CharField("内容来源", max_length=300, blank=True)
    demo = models.BooleanField("演示数据", default=False)
    allow_two_sides = models.BooleanField(
        "允许一张双面", default=False, help_text="材料确实过多、一页放不下时由编辑明确勾选"
    )

    standing = models.CharField(
        "公开状态", max_length=12, choices=enums.Standing, default=enums.Standing.DRAFT, editable=False, db_index=True
    )
    standing_reason = models.CharField("暂停或取消的原因", max_length=200, blank=True, editable=False)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="predecessors",
        verbose_name="替代事项",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="absorbed",
        verbose_name="并入事项",
    )
    revision = models.PositiveIntegerField("修改次数", default=0, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="最后编辑",
    )
    review_months = models.PositiveSmallIntegerField(
        "核对周期（月）", default=12, help_text="超过这个时间没有发布新版本、也没有核对过，会提醒"
    )
    reviewed_on = models.DateField("最近核对", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("最后修改", auto_now=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政务服务事项"
        ordering = ("code",)
        permissions = (("publish_matter", "发布事项"), ("suspend_matter", "暂停或取消事项"))
        constraints = (
            models.CheckConstraint(
                name="matter_visits_within_ten",
                condition=models.Q(visits__lte=10),
                violation_error_message="到现场次数不能超过10次。",
            ),
            models.CheckConstraint(
                name="matter_standing_explained",
                condition=models.Q(standing__in=[enums.Standing.DRAFT, enums.Standing.LIVE])
                | ~models.Q(standing_reason=""),
                violation_error_message="暂停或取消必须写明原因。",
            ),
            models.CheckConstraint(
                name="matter_not_merged_into_itself",
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                violation_error_message="事项不能并入它自己。",
            ),
            models.CheckConstraint(
                name="matter_not_its_own_successor",
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("id")),
                violation_error_message="替代事项不能是它自己。",
            ),
        )

    def __str__(self) -> str:
        return self.name
