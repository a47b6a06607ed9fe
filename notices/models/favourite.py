"""What a window keeps at hand."""

from django.conf import settings
from django.db import models

from matters.models import Bundle, Matter, Site


class Favourite(models.Model):
    """A matter or bundle that a window (its site and the clerk's window as text) keeps at hand on its desk."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="+", verbose_name="办事地点")
    window = models.CharField("窗口", max_length=40, blank=True)
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="事项")
    bundle = models.ForeignKey(Bundle, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="一件事")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    added_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "窗口收藏"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(name="favourite_matter_once", fields=("site", "window", "matter")),
            models.UniqueConstraint(name="favourite_bundle_once", fields=("site", "window", "bundle")),
            models.CheckConstraint(
                name="favourite_of_matter_or_bundle",
                condition=models.Q(matter__isnull=False, bundle__isnull=True)
                | models.Q(matter__isnull=True, bundle__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.matter or self.bundle)
