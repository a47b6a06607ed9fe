"""情形: what the applicant is asked."""

from django.core.validators import RegexValidator
from django.db import models

from matters.models.rows import ConditionalRow

KEY = RegexValidator(r"^[a-z][a-z0-9_]{0,19}$", "小写字母开头，只用小写字母、数字和下划线")


class Question(ConditionalRow):
    """情形问题. Its `when` names the options of earlier questions that open it."""

    key = models.CharField("代号", max_length=20, validators=[KEY])
    text = models.CharField("问题", max_length=120)
    help = models.CharField("说明", max_length=200, blank=True)

    class Meta(ConditionalRow.Meta):
        verbose_name = verbose_name_plural = "情形问题"
        constraints = (
            models.UniqueConstraint(
                name="question_key_once_per_matter",
                fields=("matter", "key"),
                violation_error_message="同一事项的问题代号不能重复。",
            ),
        )

    def __str__(self) -> str:
        return self.text


class Option(models.Model):
    """情形选项."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options", verbose_name="问题")
    position = models.PositiveIntegerField("序号", default=0)
    key = models.CharField("代号", max_length=20, validators=[KEY])
    text = models.CharField("选项", max_length=80)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "情形选项"
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                name="option_key_once_per_question",
                fields=("question", "key"),
                violation_error_message="同一问题的选项代号不能重复。",
            ),
        )

    def __str__(self) -> str:
        return self.text
