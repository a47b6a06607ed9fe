"""What a clerk fills in with the person before the glass."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from matters.models import Site
from oversight.contacts.forms import ContactFields
from oversight.enums import Channel, ProblemCause, Urgency
from oversight.forms import WordsField

WHEN = (("later", "转办，限期答复"), ("spot", "当场办结"))
_LONG = "最多%(limit_value)d个字，请写短一些（现在%(show_value)d个字）。"


class ProblemForm(ContactFields):
    """One thing that could not be done. `sites` are those that may be chosen. Nobody's address is needed for it."""

    key = forms.CharField(max_length=64, error_messages={"required": "请重新打开本页再登记。"})
    what = WordsField(
        label="什么事没办成",
        max_length=500,
        error_messages={"required": "请写明什么事没办成。", "max_length": _LONG},
    )
    cause = forms.TypedChoiceField(
        label="为什么没办成",
        choices=ProblemCause.choices,
        coerce=ProblemCause,
        error_messages={"required": "请选一个原因。", "invalid_choice": "没有这个原因。"},
    )
    wish = WordsField(label="诉求", required=False, max_length=300, error_messages={"max_length": _LONG})
    channel = forms.TypedChoiceField(
        label="渠道", choices=Channel.choices, coerce=Channel, required=False, empty_value=Channel.WINDOW
    )
    urgency = forms.TypedChoiceField(
        label="紧急程度", choices=Urgency.choices, coerce=Urgency, required=False, empty_value=Urgency.NORMAL
    )
    when = forms.ChoiceField(label="怎么处理", choices=WHEN, error_messages={"required": "请选怎么处理。"})
    result = WordsField(
        label="当场怎么办的、怎么答复的", required=False, max_length=1000, error_messages={"max_length": _LONG}
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="办事地点",
        to_field_name="code",
        empty_label="请选择",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "请选择办事地点。", "invalid_choice": "没有这个办事地点。"},
    )
    window = forms.CharField(label="窗口", required=False, max_length=40)
    at = forms.DateTimeField(
        label="时间", required=False, error_messages={"invalid": "时间写成 2026-03-09 09:41 这样。"}
    )
    address = None  # type: ignore[assignment]

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("when") == "spot" and not data.get("result", "").strip():
            self.add_error("result", "当场办结的，请写明怎么办的、怎么答复的。")
        return data
