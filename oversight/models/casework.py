"""办理: what the office does about something that was said to it, until it is answered and closed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from matters.models import Bundle, Department, Edition, Matter, Site, Subject
from oversight.enums import AppealDecision, CaseState, Urgency
from oversight.models.feedback import Feedback
from oversight.models.problem import Problem
from oversight.models.rating import Rating


class Case(models.Model):
    """办理单 of one feedback, one bad rating of a document, or one thing that could not be done.

    `matter`, `bundle`, `site` and `clerk` are what it is about; `unit_department` or `unit_site` is who must answer, `handler` the person.
    `due_on` is the last day (calendar; counted in working days). Never removed; what happened to it is told by its `steps`.
    """

    feedback = models.OneToOneField(Feedback, models.PROTECT, null=True, related_name="case", verbose_name="意见反馈")
    rating = models.OneToOneField(Rating, models.PROTECT, null=True, related_name="case", verbose_name="好差评")
    problem = models.OneToOneField(Problem, models.PROTECT, null=True, related_name="case", verbose_name="办不成的事")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="cases", verbose_name="事项")
    bundle = models.ForeignKey(Bundle, models.PROTECT, null=True, related_name="cases", verbose_name="一件事")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="cases", verbose_name="办事地点")
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="涉及的工作人员"
    )
    opened_at = models.DateTimeField("收到时间", default=timezone.now)
    due_on = models.DateField("期限")
    urgency = models.CharField("紧急程度", max_length=8, choices=Urgency, default=Urgency.NORMAL)
    state = models.CharField("状态", max_length=8, choices=CaseState, default=CaseState.NEW)
    unit_department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办部门"
    )
    unit_site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办地点"
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人"
    )
    answer = models.CharField("答复", max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    is_public = models.BooleanField("公开答复", default=False)
    public_question = models.CharField("公开的问题", max_length=300, blank=True)
    needs_call_back = models.BooleanField("须回访", default=False)
    needs_order = models.BooleanField("须整改", default=False)
    is_unfounded = models.BooleanField("申诉成立，不计入", default=False)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    revision = models.PositiveIntegerField("修改次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "办理单"
        ordering = ("-id",)
        permissions = (
            ("assign_case", "分派办理单"),
            ("answer_case", "答复办理单"),
            ("decide_appeal", "决定申诉"),
        )
        indexes = (models.Index(name="case_by_state_and_due", fields=("state", "due_on")),)
        constraints = (
            models.CheckConstraint(
                name="case_of_one_thing",
                condition=Q(feedback__isnull=False, rating__isnull=True, problem__isnull=True)
                | Q(feedback__isnull=True, rating__isnull=False, problem__isnull=True)
                | Q(feedback__isnull=True, rating__isnull=True, problem__isnull=False),
            ),
            models.CheckConstraint(
                name="case_answered_has_answer",
                condition=Q(answered_at__isnull=True) | (~Q(answer="") & Q(answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_public_is_answered",
                condition=Q(is_public=False) | (~Q(public_question="") & Q(answered_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """`反馈〔2026〕12号`: how papers and change notes name it; tells nothing of the receipt number."""
        word = "办不成事" if self.problem_id else "评价" if self.rating_id else "反馈"
        return f"{word}〔{timezone.localtime(self.opened_at).year}〕{self.pk}号"

    @property
    def subject(self) -> Subject | None:
        """The matter or bundle it is about."""
        return self.matter or self.bundle


class Appeal(models.Model):
    """申诉: the clerk holds a rating for unfair. Decided by somebody else, once."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="appeal", verbose_name="办理单")
    words = models.CharField("申诉理由", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申诉人")
    at = models.DateTimeField("时间", auto_now_add=True)
    decision = models.CharField("决定", max_length=8, choices=AppealDecision, blank=True)
    reason = models.CharField("决定的理由", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "申诉"
        constraints = (
            models.CheckConstraint(
                name="appeal_decided_by_somebody_else",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("by")),
            ),
            models.CheckConstraint(
                name="appeal_decision_explained",
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & ~Q(reason="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} 申诉"


class Amendment(models.Model):
    """目录修改: an editor opened the working copy because of a case, a finding or a shared cause. The edition that came of it names
    `reference` in its change note, and is the first one after `after_number` that does.
    """

    append_only: ClassVar[bool] = True

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="amendments", verbose_name="办理单")
    finding = models.ForeignKey(
        "oversight.Finding", models.PROTECT, null=True, related_name="amendments", verbose_name="检查发现"
    )
    shared = models.ForeignKey(
        "oversight.SharedCause", models.PROTECT, null=True, related_name="amendments", verbose_name="共性问题"
    )
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="amendments", verbose_name="事项")
    reference = models.CharField("在变更说明中的名称", max_length=60)
    after_number = models.PositiveIntegerField("当时的版本号", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "目录修改"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="amendment_of_one_thing",
                condition=Q(case__isnull=False, finding__isnull=True, shared__isnull=True)
                | Q(case__isnull=True, finding__isnull=False, shared__isnull=True)
                | Q(case__isnull=True, finding__isnull=True, shared__isnull=False),
            ),
            models.UniqueConstraint(name="amendment_once", fields=("reference", "matter")),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.matter}"

    def edition(self) -> Edition | None:
        """What was published because of it; None as long as nothing was."""
        later = Edition.objects.filter(matter=self.matter_id, number__gt=self.after_number)
        return later.filter(change_note__contains=self.reference).order_by("number").first()
