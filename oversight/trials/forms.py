"""What is filled in on a walk."""

from typing import Any

from django import forms

from accounts.printable import printable
from matters.guide import Guide
from matters.models import Site


class BeginForm(forms.Form):
    """The situation that is played, where, and with whom."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    site = forms.ModelChoiceField(
        Site.objects.filter(is_active=True),
        label="办事地点",
        required=False,
        to_field_name="code",
        empty_label="网上办理",
    )
    with_citizen = forms.BooleanField(label="陪着一位群众走（我陪群众走流程）", required=False)

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in guide.questions:
            choices = [("", "（不限定）"), *((f"{question.key}.{o.key}", o.text) for o in question.options)]
            self.fields[f"q-{question.key}"] = forms.ChoiceField(label=question.text, choices=choices, required=False)

    @property
    def answers(self) -> list[str]:
        """The question.option tokens that were chosen."""
        return [value for name, value in self.cleaned_data.items() if name.startswith("q-") and value]

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields of the situation."""
        return [self[name] for name in self.fields if name.startswith("q-")]


class StepForm(forms.Form):
    """How one step went."""

    minutes = forms.IntegerField(
        label="用时（分钟）",
        required=False,
        min_value=0,
        error_messages={"invalid": "请填整数。", "min_value": "请填0或更大的数。"},
    )
    as_told = forms.TypedChoiceField(
        label="与指南一致吗",
        choices=[("", "没说"), ("1", "一致"), ("0", "不一致")],
        coerce=lambda value: value == "1",
        required=False,
        empty_value=None,
    )
    snag = forms.CharField(label="卡在哪里", required=False, max_length=500, validators=[printable])


class NewStepForm(forms.Form):
    """A step that nobody told of."""

    name = forms.CharField(label="指南里没有的环节", required=False, max_length=100, validators=[printable])


class FinishForm(forms.Form):
    """How it was in the end."""

    visits = forms.IntegerField(
        label="一共到现场几次", min_value=0, max_value=50,
        error_messages={"required": "请填到现场的次数，没有到现场填0。", "invalid": "请填整数。"},
    )  # fmt: skip
    summary = forms.CharField(
        label="体会和建议", max_length=1000, validators=[printable], widget=forms.Textarea,
        error_messages={"required": "请写几句体会和建议：顺不顺，该改什么。"},
    )  # fmt: skip
