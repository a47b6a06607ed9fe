"""发布版本: immutable snapshots of a matter or a bundle."""

from datetime import date
from typing import Any, ClassVar, Self, cast

from django.conf import settings
from django.db import models

from matters import enums
from matters.guide import Guide
from matters.models.bundle import Bundle
from matters.models.matter import Matter
from matters.plain import digest, from_plain

Subject = Matter | Bundle
"""What has editions and what a notice tells about."""


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

    def key_in_force(self, day: date, **subject: models.OuterRef) -> models.QuerySet["Edition", Any]:
        """For a Subquery: the primary key of the one in force on `day`, of `matter=` or `bundle=` an OuterRef."""
        return cast(models.QuerySet[Edition, Any], self.in_force(day).filter(**subject).values("pk")[:1])

    def next_start(self, day: date, **subject: models.OuterRef) -> models.QuerySet["Edition", Any]:
        """For a Subquery: the day from which an edition later than `day` holds, of `matter=` or `bundle=` an OuterRef."""
        (of,) = subject
        later = self.filter(**subject, effective_from__gt=day)
        starts = later.order_by().values(of).annotate(start=models.Min("effective_from")).values("start")
        return cast(models.QuerySet[Edition, Any], starts)

    def newest_first(self) -> Self:
        """By number, highest first."""
        return self.order_by("-number")


class Edition(models.Model):
    """One published snapshot: the guide as JSON, with number, sha256 of the canonical JSON, dates and change note. Never altered.

    It is of a matter or of a bundle (`subject`).
    """

    append_only: ClassVar[bool] = True

    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="editions", verbose_name="事项"
    )
    bundle = models.ForeignKey(
        Bundle, models.PROTECT, null=True, blank=True, related_name="editions", verbose_name="一件事"
    )
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
        ordering = ("matter", "bundle", "-number")
        indexes = (  # what was published, takes effect or runs out since a moment
            models.Index(name="edition_by_publication", fields=("published_at",)),
            models.Index(name="edition_by_start", fields=("effective_from",)),
            models.Index(name="edition_by_end", fields=("effective_to",)),
        )
        constraints = (
            models.UniqueConstraint(name="edition_number_once_per_matter", fields=("matter", "number")),
            models.UniqueConstraint(name="edition_number_once_per_bundle", fields=("bundle", "number")),
            models.CheckConstraint(
                name="edition_of_matter_or_bundle",
                condition=models.Q(matter__isnull=False, bundle__isnull=True)
                | models.Q(matter__isnull=True, bundle__isnull=False),
            ),
            models.CheckConstraint(name="edition_number_from_one", condition=models.Q(number__gte=1)),
            models.CheckConstraint(
                name="edition_ends_after_start",
                condition=models.Q(effective_to__isnull=True) | models.Q(effective_to__gte=models.F("effective_from")),
                violation_error_message="失效日期不能早于施行日期。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} 第{self.number}版"

    @property
    def subject(self) -> Subject:
        """Whose edition it is."""
        return cast(Subject, self.matter or self.bundle)  # never neither: a constraint of the table

    @property
    def guide(self) -> Guide:
        """The content as typed data. Raises plain.Unreadable when it does not have the shape of a guide."""
        return from_plain(Guide, self.content)

    @property
    def is_intact(self) -> bool:
        """Whether the content still has the hash it was published with."""
        return digest(self.content) == self.sha256


class EditionHandling(models.Model):
    """Where an edition says it can be handled, as rows to count and list by; written with the edition. `site` is a site's code, empty for
    every site of the level.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="handlings", verbose_name="版本")
    level = models.CharField("层级", max_length=12, choices=enums.Level)
    how = models.CharField("方式", max_length=16, choices=enums.How)
    site = models.CharField("办事地点代号", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "版本的办理层级"
        constraints = (
            models.UniqueConstraint(name="edition_handling_once", fields=("edition", "level", "how", "site")),
        )
        indexes = (models.Index(name="edition_handling_by_place", fields=("level", "site")),)

    def __str__(self) -> str:
        return f"{self.edition} {self.level} {self.site}"
