"""Why a document is withdrawn."""

from typing import Any

from django import forms

from notices.void_reasons import void_reasons


class VoidForm(forms.Form):
    """One of the usual reasons of its kind, or other words, or both."""

    common = forms.ChoiceField(label="常见原因", required=False)
    reason = forms.CharField(label="其他原因或补充说明", max_length=150, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["common"].choices = [(reason, reason) for reason in void_reasons(kind)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        words = [data[name] for name in ("common", "reason") if data.get(name)]
        data["words"] = "：".join(words)
        if not words and not self.errors:
            self.add_error("reason", "作废必须写明原因。")
        return data
