"""一件事: several matters handled as one thing."""

from django.core.validators import RegexValidator
from django.db import models

from matters.models.matter import CODE_ALPHABET, CODE_LENGTH, Matter, Topic
from matters.models.places import Department


class Bundle(models.Model):
    """一件事. Its guide is the merge of its members' guides."""

    code = models.CharField(
        "公开短码",
        max_length=CODE_LENGTH,
        unique=True,
        validators=[RegexValidator(rf"^[{CODE_ALPHABET}]{{{CODE_LENGTH}}}$")],
    )
    name = models.CharField("名称", max_length=100, unique=True)
    summary = models.CharField("一句话说明", max_length=120, blank=True)
    lead_department = models.ForeignKey(Department, models.PROTECT, related_name="led_bundles", verbose_name="牵头部门")
    matters = models.ManyToManyField(Matter, through="BundleMember", related_name="bundles", verbose_name="事项")
    topics = models.ManyToManyField(Topic, blank=True, related_name="bundles", verbose_name="主题")

    class Meta:
        verbose_name = verbose_name_plural = "一件事"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class BundleMember(models.Model):
    """A matter's place in a bundle. Members of the same stage run in parallel, stages one after the other."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="members", verbose_name="一件事")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="memberships", verbose_name="事项")
    stage = models.PositiveSmallIntegerField("阶段", default=1)
    position = models.PositiveIntegerField("序号", default=0)

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
