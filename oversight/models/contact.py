"""Whom to call back or to visit: apart from everything else, sealed, and erasable."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from oversight.models.casework import Case
from oversight.models.request import ServiceRequest


class Contact(models.Model):
    """Name, phone and address, each optional, of who is behind a case or a request; sealed at rest (`notices.personal.sealing`).

    Never an identity number. After erasure the row stays with `erased_at` and nothing else in it.
    """

    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="contact", verbose_name="办理单")
    request = models.OneToOneField(
        ServiceRequest, models.PROTECT, null=True, related_name="contact", verbose_name="服务安排"
    )
    name_sealed = models.TextField("姓名（密文）", blank=True)
    phone_sealed = models.TextField("电话（密文）", blank=True)
    address_sealed = models.TextField("地址（密文）", blank=True)
    told_privacy = models.BooleanField("已告知隐私说明", default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "联系方式"
        permissions = (("unmask_contact", "查看完整联系方式"),)
        constraints = (
            models.CheckConstraint(
                name="contact_of_one_thing",
                condition=Q(case__isnull=False, request__isnull=True) | Q(case__isnull=True, request__isnull=False),
            ),
            models.CheckConstraint(
                name="contact_empty_once_erased",
                condition=Q(erased_at__isnull=True) | Q(name_sealed="", phone_sealed="", address_sealed=""),
            ),
        )

    def __str__(self) -> str:
        return str(self.case or self.request)
