"""What is often wrong with a paper: offered to the window with one key, printed on the 补正告知书."""

from django.db import models

from matters.models.materials import Material


class Fault(models.Model):
    """常见差错 of a material; of every material where `material` is empty. `right` says what would be right, in words for the applicant."""

    material = models.ForeignKey(
        Material, models.CASCADE, null=True, blank=True, related_name="faults", verbose_name="材料"
    )
    wrong = models.CharField("差在哪里", max_length=100, help_text="如：已过有效期")
    right = models.CharField("应当怎样", max_length=100, blank=True, help_text="如：换领后的有效身份证")
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "常见差错"
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                name="fault_once_per_material",
                fields=("material", "wrong"),
                violation_error_message="这种材料已有这条差错。",
            ),
            models.UniqueConstraint(
                name="general_fault_once",
                fields=("wrong",),
                condition=models.Q(material__isnull=True),
                violation_error_message="通用的差错里已有这条。",
            ),
        )

    def __str__(self) -> str:
        return self.wrong
