"""The material library and what a matter demands of it."""

from django.db import models

from matters import enums
from matters.models.rows import ConditionalRow


class Material(models.Model):
    """材料库条目: one paper, whoever asks for it."""

    name = models.CharField("材料名称", max_length=200, unique=True)
    kind = models.CharField(
        "材料类型", max_length=12, choices=enums.MaterialKind, default=enums.MaterialKind.CERTIFICATE
    )
    source = models.CharField("来源渠道", max_length=12, choices=enums.Source, default=enums.Source.APPLICANT)
    issuer = models.CharField("出具单位", max_length=100, blank=True)
    how_to_get = models.CharField("怎样取得", max_length=200, blank=True)
    blank_form = models.FileField("空白表", upload_to="forms/", blank=True)
    filled_sample = models.FileField("填写样表", upload_to="samples/", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "材料库"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Requirement(ConditionalRow):
    """申请材料. Empty source, issuer and how-to-get are those of the library entry."""

    key = models.CharField("代号", max_length=20, blank=True, help_text="版本之间用它认出同一项材料，不填自动生成")
    material = models.ForeignKey(Material, models.PROTECT, related_name="requirements", verbose_name="材料")
    name_override = models.CharField("名称（与材料库不同时）", max_length=200, blank=True)
    original = models.PositiveSmallIntegerField("原件份数", default=1)
    copies = models.PositiveSmallIntegerField("复印件份数", default=0)
    form = models.CharField("材料形式", max_length=12, choices=enums.Form, default=enums.Form.PAPER)
    necessity = models.CharField("必要性", max_length=12, choices=enums.Necessity, default=enums.Necessity.REQUIRED)
    defer = models.CharField("容缺补交期限", max_length=60, blank=True)
    source = models.CharField("来源渠道", max_length=12, choices=enums.Source, blank=True)
    issuer = models.CharField("出具单位", max_length=100, blank=True)
    how_to_get = models.CharField("怎样取得", max_length=200, blank=True)
    fill_note = models.CharField("填报须知", max_length=500, blank=True)
    standard = models.CharField("受理标准", max_length=300, blank=True)
    basis = models.CharField("要求提供的依据", max_length=300, blank=True)
    waiver = models.CharField("免交说明", max_length=100, blank=True)
    any_of = models.CharField("多选一分组", max_length=40, blank=True, help_text="同一分组名的材料任选其一")

    class Meta(ConditionalRow.Meta):
        verbose_name = verbose_name_plural = "申请材料"
        constraints = (
            models.CheckConstraint(
                name="requirement_defer_only_if_deferrable",
                condition=models.Q(defer="") | models.Q(necessity=enums.Necessity.DEFERRABLE),
                violation_error_message="只有“容缺后补”的材料才填写补交期限。",
            ),
            models.UniqueConstraint(
                name="requirement_key_once_per_matter",
                fields=("matter", "key"),
                condition=~models.Q(key=""),
                violation_error_message="同一事项的材料代号不能重复。",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the sheet calls it."""
        return self.name_override or self.material.name
