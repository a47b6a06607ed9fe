"""The forms of the catalog's admin: the matter, its rows, and what changes its public standing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from matters import enums
from matters.models import Material, Matter, Question
from matters.options_text import BadLine, OptionLine, read_options, write_options
from matters.publishing import today
from matters.uploads import check_upload

WHEN_LIST = "when-options"
"""The id of the list of options that the fields of conditions suggest."""


class MatterForm(forms.ModelForm):  # type: ignore[type-arg]
    """A matter's own columns."""

    audiences = forms.MultipleChoiceField(
        label="服务对象", choices=enums.Audience.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    result_delivery = forms.MultipleChoiceField(
        label="送达方式", choices=enums.Delivery.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Matter
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets say which)
        widgets = {"topics": forms.CheckboxSelectMultiple}


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """A row of a list. A row left without position goes to the end."""

    position = forms.IntegerField(label="序号", required=False, min_value=0, widget=forms.NumberInput({"size": 3}))


class ConditionalForm(RowForm):
    """A row that may depend on options; `known` are those of this matter as they are being saved, with their words."""

    when = forms.CharField(
        label="适用情形",
        required=False,
        max_length=400,
        widget=forms.TextInput({"list": WHEN_LIST, "placeholder": "不填：总是适用"}),
    )

    def __init__(self, *args: Any, known: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known or {}

    def clean_when(self) -> str:
        """The tokens, each once. Refuses one that no question of the matter offers, naming those there are."""
        given = dict.fromkeys(self.cleaned_data["when"].replace("，", " ").replace("、", " ").split())
        if unknown := [token for token in given if token not in self.known]:
            valid = "、".join(f"{token}（{text}）" for token, text in self.known.items())
            hint = f"可以填：{valid}。" if valid else "本事项还没有情形问题，请先在“情形问题”里添加。"
            raise ValidationError(f"没有“{unknown[0]}”这个情形选项。{hint}")
        return " ".join(given)


class OptionsField(forms.CharField):
    """Options as lines of text; its value is the text with plain line ends, so that an unchanged one counts as unchanged."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return "\n".join(str(super().to_python(value)).splitlines())


class QuestionForm(ConditionalForm):
    """A question with its options in one text. `lines` are the options read from it."""

    options_text = OptionsField(
        label="选项",
        widget=forms.Textarea({"rows": 3, "cols": 60}),
        help_text="一行一个：代号、空格、选项文字；需要说明的在后面加“｜说明”。例：agent 委托他人代办｜须带委托书",
    )
    lines: list[OptionLine]

    class Meta:
        model = Question
        fields = ("position", "key", "text", "help", "when")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = []
        if self.instance.pk:
            self.initial["options_text"] = write_options(self.instance.options.all())

    def clean_options_text(self) -> str:
        """Reads the lines. Refuses the first one that is no option."""
        typed: str = self.cleaned_data["options_text"]
        try:
            self.lines = read_options(typed)
        except BadLine as error:
            raise ValidationError(str(error)) from error
        return typed


class MaterialForm(forms.ModelForm):  # type: ignore[type-arg]
    """A library entry; its files are looked into before they are taken."""

    class Meta:
        model = Material
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets say which)

    def clean_blank_form(self) -> Any:
        return check_upload(self.cleaned_data["blank_form"])

    def clean_filled_sample(self) -> Any:
        return check_upload(self.cleaned_data["filled_sample"])


class _Day(forms.DateInput):
    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        return str(value) if value else None


class DeedForm(forms.Form):
    """What is asked before a matter's public standing changes; by itself nothing more than a yes."""

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter


class PublishForm(DeedForm):
    """What an edition is published with."""

    change_note = forms.CharField(
        label="变更说明",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="这一版改了什么，群众核对旧告知单时会看到。",
    )
    effective_from = forms.DateField(label="施行日期", initial=today, widget=_Day())
    effective_to = forms.DateField(label="失效日期", required=False, widget=_Day(), help_text="不填：长期有效。")


class ReasonForm(DeedForm):
    """Why a matter is suspended."""

    reason = forms.CharField(
        label="原因", max_length=200, widget=forms.Textarea({"rows": 2}), help_text="会显示在公开页面上。"
    )


class RetireForm(ReasonForm):
    """Why a matter ends, and which one takes its place."""

    successor = forms.ModelChoiceField(
        label="替代事项",
        queryset=Matter.objects.none(),
        required=False,
        help_text="群众扫描旧告知单时会被引到这里；没有就不选。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        successor = self.fields["successor"]
        successor.queryset = Matter.objects.public().exclude(pk=self.matter.pk)  # type: ignore[attr-defined]
