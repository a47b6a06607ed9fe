"""服务方式: requests that somebody has to keep at a time and a place, and the cards of those who help."""

from django.conf import settings
from django.db import models

from matters.models import Bundle, Matter, Region, Site
from notices.models import Notice
from oversight.enums import RequestState, ServiceMode


class ServiceRequest(models.Model):
    """预约, 上门办, 帮办代办, 延时, 急速办: wished for `on` that day (calendar) from `starts` to `ends`, at `site`, done by `assignee`.

    Nothing of the person in here: name, phone and address are in its `Contact`. `place` is what may be read by anybody (a community, a window).
    """

    mode = models.CharField("方式", max_length=10, choices=ServiceMode)
    site = models.ForeignKey(Site, models.PROTECT, related_name="requests", verbose_name="办事地点")
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="事项"
    )
    bundle = models.ForeignKey(
        Bundle, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="一件事"
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="告知单"
    )
    on = models.DateField("日期")
    starts = models.TimeField("从", null=True, blank=True)
    ends = models.TimeField("到", null=True, blank=True)
    place = models.CharField("地点", max_length=100, blank=True)
    words = models.CharField("要办什么", max_length=300, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="由谁办"
    )
    state = models.CharField("状态", max_length=10, choices=RequestState, default=RequestState.WAITING)
    result = models.CharField("结果", max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    revision = models.PositiveIntegerField("修改次数", default=0)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "服务安排"
        ordering = ("on", "starts", "id")
        indexes = (models.Index(name="request_by_site_and_day", fields=("site", "on")),)
        constraints = (
            models.CheckConstraint(
                name="request_about_one_thing",
                condition=models.Q(matter__isnull=True) | models.Q(bundle__isnull=True),
            ),
            models.CheckConstraint(
                name="request_ends_after_start",
                condition=models.Q(starts__isnull=True)
                | models.Q(ends__isnull=True)
                | models.Q(ends__gt=models.F("starts")),
            ),
            models.CheckConstraint(
                name="request_failed_is_explained",
                condition=~models.Q(state__in=[RequestState.FAILED, RequestState.CANCELLED]) | ~models.Q(result=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_mode_display()} {self.on}"


class ContactCard(models.Model):
    """联系卡 of a grid worker or another helper: a work name, title and work phone that anybody may have."""

    name = models.CharField("姓名或称呼", max_length=40)
    title = models.CharField("职务", max_length=40, default="网格员")
    phone = models.CharField("工作电话", max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="contact_cards", verbose_name="负责的区划")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="contact_cards", verbose_name="所在办事地点"
    )
    grid = models.CharField("网格", max_length=60, blank=True, help_text="如：第3网格，1—12号楼")
    services = models.CharField("能帮什么", max_length=120, blank=True, help_text="如：政策咨询、帮办代办、上门办理")
    is_active = models.BooleanField("启用", default=True)
    demo = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "联系卡"
        ordering = ("region__code", "grid", "id")

    def __str__(self) -> str:
        return f"{self.title} {self.name}"
