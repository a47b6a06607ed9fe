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
from matters.admin.known_select import KnownSelect, KnownSelectMultiple
from matters.admin.typed_limits import stored_limits, typed_limits
from matters.desks_check import promise_of
from matters.forms import ConditionalForm, QuestionForm, RelatedForm, RowForm
from matters.local_promise import why_no_promise


class NamedFields(BaseInlineFormSet):  # type: ignore[type-arg]
    """Every input says which field of which row it is: a table has no labels of its own."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = "" if index is None else f"第{index + 1}行"
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            label = field.label or "代号"
            widget.attrs["aria-label"] = f"{row}{'删除' if name == DELETION_FIELD_NAME else label}"


class RowFormSet(NamedFields):
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


class KnowingAutocomplete:
    """For an inline: fields with suggestions that take the words of what is chosen from the row (see `forms.RelatedForm`)."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = KnownSelect(db_field, self.admin_site, using=kwargs.get("using"))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = KnownSelectMultiple(db_field, self.admin_site, using=kwargs.get("using"))  # type: ignore[attr-defined]
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


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


class RequirementInline(KnowingAutocomplete, PrintableTexts, admin.StackedInline):  # type: ignore[type-arg]
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

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "material":
            widget = field.widget
            widget.url_name = "%s:matters_material_suggest"
        return field


class HandlingInline(KnowingAutocomplete, ConditionalRows):
    model = models.Handling
    fields = ("position", "level", "how", "sites", "back_office", "note", "when")
    autocomplete_fields = ("sites", "back_office")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Handling]:
        handlings: QuerySet[models.Handling] = super().get_queryset(request)
        return handlings.select_related("back_office").prefetch_related("sites")


class DeskForm(RelatedForm):
    """The unit of a promise counts only where there is a promise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promised_unit"].required = False


class DeskFormSet(NamedFields):
    """A place's own promise is shorter than that of the catalog, as it is typed on the same page."""

    def clean(self) -> None:
        super().clean()
        limits = typed_limits(self.data) if "limits-TOTAL_FORMS" in self.data else stored_limits(self.instance)
        for form in self.forms:
            given = getattr(form, "cleaned_data", {})
            promised = promise_of(form.instance) if given and not given.get(DELETION_FIELD_NAME) else None
            if promised and (message := why_no_promise(promised, limits)):
                form.add_error("promised_amount", f"{message}。")


class DeskInline(KnowingAutocomplete, PrintableTexts, admin.StackedInline):  # type: ignore[type-arg]
    """窗口安排. Not part of an edition: it holds from the moment it is saved."""

    model = models.Desk
    form = DeskForm
    formset = DeskFormSet
    extra = 0
    fields = (
        ("site", "floor", "window", "phone"),
        ("address", "hours", "note"),
        ("promised_amount", "promised_unit"),
    )
    autocomplete_fields = ("site",)
    note = (
        "上面各行写某个办事地点与目录不同的地方，保存后立即生效，不用审核发布。"
        "可以不同的只有地址、办公时间、电话、楼层窗口、本地说明和更短的承诺时限；申请材料各地一样，不能另定。"
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Desk]:
        desks: QuerySet[models.Desk] = super().get_queryset(request)
        return desks.select_related("site")


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
