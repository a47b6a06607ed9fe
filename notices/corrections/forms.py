"""How a correction is told."""

from django import forms

from notices.enums import Manner


class CorrectionForm(forms.Form):
    """告知方式 of a 更正告知书."""

    manner = forms.ChoiceField(
        label="告知方式",
        choices=Manner.choices,
        initial=Manner.WINDOW,
        error_messages={"required": "请选择告知方式。", "invalid_choice": "没有这种告知方式。"},
    )

    def clean_manner(self) -> Manner:
        return Manner(self.cleaned_data["manner"])
