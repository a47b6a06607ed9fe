"""The forms of the catalog's admin: the matter, its rows, and what changes its public standing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.printable import printable
from matters import enums
from matters.models import Material, Matter, Question
from matters.options_text import BadLine, OptionLine, read_options, write_options
from matters.uploads import check_upload

WHEN_LIST = "when-options"
"""The id of the list of options that the fields of conditions suggest."""


class OpenedField(forms.CharField):
    """What the editor saw when the page was opened (`admin.opening`); it never counts as a change of theirs."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class MatterForm(forms.ModelForm):  # type: ignore[type-arg]
    """A matter's own columns, and what the editor saw of all the rest."""

    opened = OpenedField(required=False)

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


class RelatedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose fields with suggestions know the words of what is chosen from the row itself: no query a field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if self.instance.pk and widget is not None and hasattr(widget, "known"):
                widget.known = _words(getattr(self.instance, name))


def _words(value: Any) -> dict[str, str]:
    """Key to words of a related row, or of a prefetched set of them."""
    rows = value.all() if hasattr(value, "all") else filter(None, [value])
    return {str(row.pk): str(row) for row in rows}


class RowForm(RelatedForm):
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


class CloneForm(forms.Form):
    """The name of a copy. `code` is drawn with the form, so that the form sent twice makes one copy."""

    name = forms.CharField(label="新事项名称", max_length=200, help_text="与原事项不同的名称。", validators=[printable])
    code = forms.CharField(widget=forms.HiddenInput, validators=Matter._meta.get_field("code").validators)


class MaterialForm(forms.ModelForm):  # type: ignore[type-arg]
    """A library entry; its files are looked into before they are taken."""

    class Meta:
        model = Material
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets say which)

    def clean_blank_form(self) -> Any:
        return check_upload(self.cleaned_data["blank_form"])

    def clean_filled_sample(self) -> Any:
        return check_upload(self.cleaned_data["filled_sample"])


class DeedForm(forms.Form):
    """What is asked before a matter's public standing changes; by itself nothing more than a yes."""

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter


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
