"""一件事: several matters handled as one thing."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from matters import enums
from matters.models.materials import Material
from matters.models.matter import CODE_ALPHABET, CODE_LENGTH, Matter, Topic
from matters.models.places import Department, Site


class BundleQuerySet(models.QuerySet["Bundle"]):
    """The words for sets of bundles."""

    def public(self) -> Self:
        """Those the public may find: live or suspended."""
        return self.filter(standing__in=enums.PUBLIC)

    def known(self) -> Self:
        """Those the public has ever known: all but drafts."""
        return self.exclude(standing=enums.Standing.DRAFT)

    def matching(self, text: str, *, by_matter: bool = True) -> Self:
        """Those whose name, synonyms or code, or (`by_matter`) a matter's name or short name, contain every word of `text`."""
        found = self
        for word in text.split():
            said = models.Q(name__icontains=word) | models.Q(synonyms__icontains=word) | models.Q(code__iexact=word)
            if by_matter:
                named = models.Q(matter__name__icontains=word) | models.Q(matter__short_name__icontains=word)
                said |= models.Q(pk__in=BundleMember.objects.filter(named).values("bundle"))
            found = found.filter(said)
        return found


class Bundle(models.Model):
    """一件事: which matters, in which order. Its guide is the merge of theirs, frozen in editions of its own.

    Empty `sites` mean the sites that handle every member; an empty `result_name` the results of the last stage. `promised_amount` is a total the
    office promises instead of the computed one. `page` and its neighbours are the names of its public addresses.
    """

    page: ClassVar[str] = "bundle"
    ask_page: ClassVar[str] = "bundle_ask"
    sheet_page: ClassVar[str] = "bundle_sheet"
    history_page: ClassVar[str] = "bundle_history"

    code = models.CharField(
        "公开短码",
        max_length=CODE_LENGTH,
        unique=True,
        validators=[RegexValidator(rf"^[{CODE_ALPHABET}]{{{CODE_LENGTH}}}$", "六位，只用数字和不易看错的大写字母")],
        help_text="印在二维码里，发布后不可更改",
    )
    name = models.CharField("名称", max_length=100, unique=True)
    synonyms = models.CharField("别名", max_length=300, blank=True, help_text="群众怎么叫它，用空格分开")
    summary = models.CharField("一句话说明", max_length=120, blank=True)
    lead_department = models.ForeignKey(Department, models.PROTECT, related_name="led_bundles", verbose_name="牵头部门")
    matters = models.ManyToManyField(Matter, through="BundleMember", related_name="bundles", verbose_name="事项")
    sites = models.ManyToManyField(
        Site, blank=True, related_name="bundles", verbose_name="办理地点", help_text="不选：每个事项都能办的地点"
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="bundles", verbose_name="主题")
    copies_rule = models.CharField("复印件份数", max_length=8, choices=enums.CopiesRule, default=enums.CopiesRule.ADDED)
    result_name = models.CharField("办理结果", max_length=100, blank=True, help_text="不填：最后一个阶段各事项的结果")
    promised_amount = models.PositiveIntegerField(
        "承诺总时限", null=True, blank=True, help_text="不填：按阶段合计；只能比合计更短"
    )
    promised_unit = models.CharField("单位", max_length=10, choices=enums.LimitUnit, default=enums.LimitUnit.WORKDAY)
    consult_phone = models.CharField("咨询电话", max_length=60, blank=True)
    complaint_phone = models.CharField("投诉电话", max_length=60, blank=True)
    source_note = models.CharField("内容来源", max_length=300, blank=True)
    allow_two_sides = models.BooleanField("允许一张双面", default=False, help_text="一页放不下时由编辑明确勾选")
    demo = models.BooleanField("演示数据", default=False)
    standing = models.CharField(
        "公开状态", max_length=12, choices=enums.Standing, default=enums.Standing.DRAFT, editable=False, db_index=True
    )
    standing_reason = models.CharField("暂停或取消的原因", max_length=200, blank=True, editable=False)
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

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "一件事"
        ordering = ("code",)
        permissions = (("publish_bundle", "发布一件事"),)
        constraints = (
            models.CheckConstraint(
                name="bundle_standing_explained",
                condition=models.Q(standing__in=[enums.Standing.DRAFT, enums.Standing.LIVE])
                | ~models.Q(standing_reason=""),
                violation_error_message="暂停或取消必须写明原因。",
            ),
        )

    def __str__(self) -> str:
        return self.name


class BundleMember(models.Model):
    """A matter's place in a bundle. Members of the same stage run in parallel, stages one after the other.

    `yields` is the library material that its result stands for: a later stage does not ask for it. An optional member is chosen by the applicant.
    `answers` are question.option tokens that this bundle settles, so that they are not asked (a hotel's bundle does not ask what kind of place).
    """

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="members", verbose_name="一件事")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="memberships", verbose_name="事项")
    stage = models.PositiveSmallIntegerField("阶段", default=1, help_text="同一阶段并联办理，先后阶段串联办理")
    position = models.PositiveIntegerField("序号", default=0)
    is_optional = models.BooleanField("按需选办", default=False)
    answers = models.CharField(
        "已定的情形",
        max_length=200,
        blank=True,
        help_text="这件事里不用再问的情形，如：kind.hotel；多个用空格分开",
    )
    yields = models.ForeignKey(
        Material,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="办结后得到的材料",
        help_text="后面的阶段不再要这份材料",
    )

    class Meta:
        verbose_name = verbose_name_plural = "一件事的事项"
        ordering = ("stage", "position", "id")
        constraints = (
            models.UniqueConstraint(
                name="bundle_holds_matter_once",
                fields=("bundle", "matter"),
                violation_error_message="同一事项在一件事里只能出现一次。",
            ),
            models.CheckConstraint(name="bundle_stage_from_one", condition=models.Q(stage__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.bundle}：{self.matter}"
