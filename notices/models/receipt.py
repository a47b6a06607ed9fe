"""That a document was received: the fact for ever, the signature only as long as personal data are kept."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from notices.enums import ReceiptHow, Receiver
from notices.models.notice import Notice


class Receipt(models.Model):
    """签收: who (in what role) received a document, how that was confirmed and when. `recorded_by` is empty where the citizen's phone did it."""

    append_only: ClassVar[bool] = True

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="receipt", verbose_name="告知记录")
    how = models.CharField("签收方式", max_length=8, choices=ReceiptHow)
    receiver = models.CharField("签收人", max_length=8, choices=Receiver, default=Receiver.SELF)
    note = models.CharField("说明", max_length=100, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人"
    )
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁顶岗"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "签收记录"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.notice} {self.get_how_display()}"


class Signature(models.Model):
    """The handwriting: strokes from the pad or a photo of the stub, sealed (`notices.personal.sealing`).

    Personal data: erased with the applicant's.
    """

    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="signature", verbose_name="签收记录")
    strokes_sealed = models.TextField("笔迹（密文）", blank=True)
    photo_sealed = models.BinaryField("存根照片（密文）", blank=True, default=b"")
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "签名"

    def __str__(self) -> str:
        return str(self.receipt)
