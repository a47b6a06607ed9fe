"""Staff, where they work, and the audit trail."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class StaffUser(AbstractUser):
    """Somebody who works here: a clerk, an editor, a reviewer, an inspector, an administrator, an auditor.

    `site`, `department` and `region` are the organisation scope: a clerk sees their site, an editor their department, a street's editor the
    sites of the street. They are keys into the catalog's tables by name only, so that nothing here imports the catalog.
    """

    display_name = models.CharField("姓名", max_length=40, blank=True, help_text="印在告知单“首问责任人”一栏")
    window = models.CharField("窗口", max_length=40, blank=True, help_text="如：3号综合窗口")
    site = models.ForeignKey(
        "matters.Site", models.PROTECT, null=True, blank=True, related_name="staff", verbose_name="办事地点"
    )
    department = models.ForeignKey(
        "matters.Department", models.PROTECT, null=True, blank=True, related_name="staff", verbose_name="所属部门"
    )
    region = models.ForeignKey(
        "matters.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name="管辖区划",
        help_text="只管这个街道或社区的地点；不选则不受限",
    )
    must_change_password = models.BooleanField("下次登录须修改密码", default=False)

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "工作人员"

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """The name citizens read on the sheet."""
        return self.display_name or self.username


class AuditEntry(models.Model):
    """One write, print, unmask or sign-in that must be accounted for. Append-only in the database itself.

    `subject` ("matters.matter:17") finds the entries of one row; `detail["changes"]` holds what changed in it, field by field.
    """

    append_only: ClassVar[bool] = True

    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    actor = models.ForeignKey(StaffUser, models.PROTECT, null=True, verbose_name="操作人", related_name="+")
    action = models.CharField("操作", max_length=40)
    target = models.CharField("对象", max_length=200)
    subject = models.CharField("对象键", max_length=80, blank=True, db_index=True)
    detail = models.JSONField("详情", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.action} {self.target}"
