"""发布版本: immutable snapshots of a matter."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from matters.guide import Guide
from matters.models.matter import Matter
from matters.plain import digest, from_plain


class EditionQuerySet(models.QuerySet["Edition"]):
    """The words for sets of editions."""

    def in_force(self, day: date) -> Self:
        """Those whose dates include `day`, the one that holds first: the latest to take effect, of these the highest number.

        So a correction published today for today leaves an edition already dated for next month to take over then.
        """
        return (
            self.filter(effective_from__lte=day)
            .filter(models.Q(effective_to__isnull=True) | models.Q(effective_to__gte=day))
            .order_by("-effective_from", "-number")
        )

    def newest_first(self) -> Self:
        """By number, highest first."""
        return self.order_by("-number")


class Edition(models.Model):
    """One published snapshot: the guide as JSON, with number, sha256 of the canonical JSON, dates and change note. Never altered."""

    append_only: ClassVar[bool] = True

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="editions", verbose_name="事项")
    number = models.PositiveIntegerField("版本号")
    content = models.JSONField("内容")
    sha256 = models.CharField("校验值", max_length=64, db_index=True)
    effective_from = models.DateField("施行日期")
    effective_to = models.DateField("失效日期", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人")
    change_note = models.CharField("变更说明", max_length=300)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发布版本"
        ordering = ("matter", "-number")
        constraints = (
            models.UniqueConstraint(name="edition_number_once_per_matter", fields=("matter", "number")),
            models.CheckConstraint(name="edition_number_from_one", condition=models.Q(number__gte=1)),
            models.CheckConstraint(
                name="edition_ends_after_start",
                condition=models.Q(effective_to__isnull=True) | models.Q(effective_to__gte=models.F("effective_from")),
                violation_error_message="失效日期不能早于施行日期。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter} 第{self.number}版"

    @property
    def guide(self) -> Guide:
        """The content as typed data. Raises plain.Unreadable when it does not have the shape of a guide."""
        return from_plain(Guide, self.content)

    @property
    def is_intact(self) -> bool:
        """Whether the content still has the hash it was published with."""
        return digest(self.content) == self.sha256
