"""The lists of a matter as inlines of its page, in the order of the sheet."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest

from accounts.printable import PrintableTexts
from matters import models
from matters.forms import ConditionalForm, QuestionForm, RowForm


class RowFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows without a position go to the end, in the order they stand in."""

    def clean(self) -> None:
        super().clean()
        last = max((form.cleaned_data.get("position") or 0 for form in self._kept()), default=0)
        for form in self._kept():
            if form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = last

    def _kept(self) -> list[Any]:
        return [form for form in self.forms if form.is_valid() and form.has_changed() and not self._is_deleted(form)]

    def _is_deleted(self, form: Any) -> bool:
        return self.can_delete and bool(form.cleaned_data.get(DELETION_FIELD_NAME))


class Rows(PrintableTexts, admin.TabularInline):  # type: ignore[type-arg]
    """A list whose rows always apply."""

    form = RowForm
    formset = RowFormSet
    extra = 0


class ConditionalRows(Rows):
    """A list whose rows may depend on options."""

    form = ConditionalForm


class QuestionInline(PrintableTexts, admin.StackedInline):  # type: ignore[type-arg]
    """情形问题, each with its options in one text."""

    model = models.Question
    form = QuestionForm
    formset = RowFormSet
    extra = 0
    fields = (("position", "key", "text"), ("help", "when"), "options_text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Question]:
        questions: QuerySet[models.Question] = super().get_queryset(request)
        return questions.prefetch_related("options")


class LimitInline(ConditionalRows):
    model = models.Limit
    fields = ("position", "kind", "amount", "unit", "note", "when")


class ChargeInline(ConditionalRows):
    model = models.Charge
    fields = ("position", "name", "standard", "basis", "reduction", "when")


class ConditionInline(ConditionalRows):
    model = models.Condition
    fields = ("position", "text", "when")


class RequirementInline(PrintableTexts, admin.StackedInline):  # type: ignore[type-arg]
    """申请材料: what is asked first, the rest folded away."""

    model = models.Requirement
    form = ConditionalForm
    formset = RowFormSet
    extra = 0
    autocomplete_fields = ("material",)
    fieldsets = (
        (None, {"fields": (
            ("position", "material", "name_override"),
            ("original", "copies", "form", "necessity"),
            ("when", "any_of", "defer"),
        )}),
        ("怎样取得、填写和审查", {"classes": ("collapse",), "fields": (
            ("source", "issuer", "how_to_get"), ("fill_note", "standard"), ("waiver", "basis", "key"),
        )}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Requirement]:
        requirements: QuerySet[models.Requirement] = super().get_queryset(request)
        return requirements.select_related("material")


class HandlingInline(ConditionalRows):
    model = models.Handling
    fields = ("position", "level", "how", "sites", "back_office", "note", "when")
    autocomplete_fields = ("sites", "back_office")


class DeskInline(PrintableTexts, admin.TabularInline):  # type: ignore[type-arg]
    """窗口安排. Not part of an edition: it holds from the moment it is saved."""

    model = models.Desk
    extra = 0
    fields = ("site", "floor", "window", "phone", "note")
    autocomplete_fields = ("site",)


class StepInline(PrintableTexts, admin.StackedInline):  # type: ignore[type-arg]
    """办理环节: too wide for one line."""

    model = models.Step
    form = ConditionalForm
    formset = RowFormSet
    extra = 0
    fields = (("position", "name", "level", "who", "limit"), ("content", "result", "standard", "when"))


class PauseInline(Rows):
    model = models.Pause
    fields = ("position", "name", "limit", "note")


class ChannelInline(Rows):
    model = models.Channel
    fields = ("position", "kind", "url", "note")


class ModeInline(Rows):
    model = models.Mode
    fields = ("position", "kind", "note")


class LegalBasisInline(Rows):
    model = models.LegalBasis
    fields = ("position", "title", "number", "article", "text")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea({"rows": 2, "cols": 30})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RemedyInline(Rows):
    model = models.Remedy
    fields = ("position", "kind", "authority", "period")


class FaqInline(Rows):
    model = models.Faq
    fields = ("position", "question", "answer")


INLINES = (
    QuestionInline, LimitInline, ChargeInline, ConditionInline, RequirementInline, HandlingInline, DeskInline,
    StepInline, PauseInline, ChannelInline, ModeInline, LegalBasisInline, RemedyInline, FaqInline,
)  # fmt: skip
