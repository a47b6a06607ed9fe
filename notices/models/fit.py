"""On which rung of the ladder a sheet fits its page; found at publishing, so that issuing never searches."""

from django.db import models

from matters.models import Edition
from notices.enums import Layout


class Fit(models.Model):
    """The setting for one (edition, outcome of the questions, site, layout). An empty `site` holds for every site.

    `basis` is what it was tried with (see `notices.composing.basis_of`); when that differs from today's it no longer counts.
    `setting` is the name of a step of `notices.ladder.LADDER`.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="fits", verbose_name="版本")
    outcome = models.CharField("情形", max_length=1000, blank=True)
    site = models.CharField("办事地点代号", max_length=40, blank=True)
    layout = models.CharField("版式", max_length=10, choices=Layout, default=Layout.A4)
    basis = models.CharField("依据", max_length=16)
    setting = models.CharField("档位", max_length=20)
    pages = models.PositiveSmallIntegerField("页数", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "排版档位"
        constraints = (models.UniqueConstraint(name="fit_once", fields=("edition", "outcome", "site", "layout")),)

    def __str__(self) -> str:
        return f"{self.edition} {self.outcome} {self.setting}"
