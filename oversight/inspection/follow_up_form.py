"""What is noted of a telephone call."""

from typing import Any

from django import forms

from oversight.enums import CallOutcome
from oversight.models import Stars


class CallForm(forms.Form):
    """How one call ended. `key` was made with the page."""

    key = forms.CharField(max_length=40, error_messages={"required": "请重新打开本页再登记。"})
    outcome = forms.TypedChoiceField(
        label="结果",
        choices=CallOutcome.choices,
        coerce=CallOutcome,
        error_messages={"required": "请选结果。", "invalid_choice": "没有这种结果。"},
    )
    stars = forms.TypedChoiceField(
        label="满意度",
        choices=[("", "未问"), *Stars.choices],
        coerce=lambda value: Stars(int(value)),
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": "没有这个评价。"},
    )
    words = forms.CharField(label="回访情况（不写姓名、电话）", required=False)

    def said(self) -> dict[str, Any]:
        """What `call_back` takes, without the key."""
        return {name: self.cleaned_data[name] for name in ("outcome", "stars", "words")}
