"""首问负责: who was asked first, and where the person was led."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from matters.models import Bundle, Matter, Site
from notices.enums import EnquiryOutcome, Manner
from notices.models.notice import Notice


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """The words to ask for enquiries with."""

    def with_parts(self) -> Self:
        """With all that a list, a slip and its page name of them."""
        return self.select_related(
            "site",
            "clerk",
            "acting_for",
            "matter__department",
            "bundle__lead_department",
            "led_site__region",
            "arrival__site",
            "notice",
        )


class Enquiry(models.Model):
    """首问登记: somebody asked; was it this window's business, where were they led, how did it end. Nothing of the person in here.

    About a matter, a bundle, or what the person said in `about`. `led_site` and `led_to` (window, office, phone) say where to; `token` names the slip
    that the person takes along.
    """

    append_only: ClassVar[bool] = True

    token = models.CharField("引导单码", max_length=20, unique=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="enquiries", verbose_name="办事地点")
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="首问责任人")
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁顶岗"
    )
    at = models.DateTimeField("时间", db_index=True)
    manner = models.CharField("方式", max_length=10, choices=Manner, default=Manner.WINDOW)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="事项")
    bundle = models.ForeignKey(Bundle, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="一件事")
    about = models.CharField("问什么", max_length=200, blank=True)
    is_ours = models.BooleanField("属于本窗口", default=True)
    outcome = models.CharField("去向", max_length=12, choices=EnquiryOutcome)
    led_site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="引导到的办事地点"
    )
    led_to = models.CharField("引导到的窗口、单位或电话", max_length=200, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)
    notice = models.ForeignKey(
        Notice, models.PROTECT, null=True, blank=True, related_name="enquiries", verbose_name="告知单"
    )
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "首问登记"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="enquiry_about_one_thing", condition=models.Q(matter__isnull=True) | models.Q(bundle__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.about}"


class Arrival(models.Model):
    """A person who was led somewhere arrived there; `notice` is the sheet they were given then."""

    append_only: ClassVar[bool] = True

    enquiry = models.OneToOneField(Enquiry, models.PROTECT, related_name="arrival", verbose_name="首问登记")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="办事地点")
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="接待人")
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁顶岗"
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, null=True, blank=True, related_name="arrivals", verbose_name="告知单"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "引导到达"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.enquiry} → {self.site}"
