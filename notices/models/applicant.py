"""Whom a sheet was given to, where they wanted to say: apart from the ledger, sealed, and erasable."""

from django.conf import settings
from django.db import models

from notices.models.notice import Notice


class Applicant(models.Model):
    """申请人 of the thread of a 告知单: name and phone, both optional, sealed at rest (`notices.personal.sealing`). Never an identity number.

    `told_privacy` says that the privacy notice was shown before. After erasure the row stays with `erased_at` and nothing else in it, so that
    reprints can say 已按规定清除.
    """

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="applicant", verbose_name="告知单")
    name_sealed = models.TextField("姓名（密文）", blank=True)
    phone_sealed = models.TextField("电话（密文）", blank=True)
    told_privacy = models.BooleanField("已告知隐私说明", default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "申请人"
        permissions = (("unmask_applicant", "查看申请人完整电话"),)
        constraints = (
            models.CheckConstraint(
                name="applicant_empty_once_erased",
                condition=models.Q(erased_at__isnull=True) | models.Q(name_sealed="", phone_sealed=""),
            ),
        )

    def __str__(self) -> str:
        return str(self.notice)
