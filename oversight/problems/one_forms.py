"""What is filled in beside one thing that could not be done, and beside a shared cause."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from oversight.enums import Ending, ProblemCause, Urgency
from oversight.forms import WordsField
from oversight.models import Problem, SharedCause

_LONG = "最多%(limit_value)d个字，请写短一些（现在%(show_value)d个字）。"


class ClassifyForm(forms.Form):
    """Why, and how urgent. `revision` is that of the case the page showed."""

    cause = forms.TypedChoiceField(label="原因", choices=ProblemCause.choices, coerce=ProblemCause)
    urgency = forms.TypedChoiceField(label="紧急程度", choices=Urgency.choices, coerce=Urgency)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class ShareForm(forms.Form):
    """Which shared cause: one there is, or a new one by its title; `also` others with it. Or out of it."""

    shared = forms.ModelChoiceField(
        SharedCause.objects.none(), label="并入已有的共性问题", required=False, empty_label="新建一个"
    )
    title = forms.CharField(label="名称", required=False, max_length=100)
    words = WordsField(label="说明", required=False, max_length=500, error_messages={"max_length": _LONG})
    also = forms.ModelMultipleChoiceField(
        Problem.objects.none(), required=False, error_messages={"invalid_choice": "有一件已经不在了。"}
    )
    leave = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, causes: QuerySet[SharedCause], offered: QuerySet[Problem] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if offered is not None:
            self.fields["also"].queryset = offered  # type: ignore[attr-defined]
        self.fields["shared"].queryset = causes  # type: ignore[attr-defined]


class GroupForm(forms.Form):
    """Which of the suggested problems go into the shared cause."""

    problems = forms.ModelMultipleChoiceField(
        Problem.objects.none(), error_messages={"required": "请勾选要并入的。", "invalid_choice": "有一件已经不在了。"}
    )

    def __init__(self, *args: Any, offered: QuerySet[Problem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["problems"].queryset = offered  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """In what it ended: `words` are the rule, or how the catalog was mended where no edition tells."""

    ending = forms.TypedChoiceField(
        label="怎么固化", choices=Ending.choices, coerce=Ending, error_messages={"required": "请选怎么固化。"}
    )
    words = WordsField(
        label="制度内容，或目录怎么改的", required=False, max_length=1000, error_messages={"max_length": _LONG}
    )
