"""What a clerk fills in."""

from django import forms

from notices.enums import Manner


class IssueForm(forms.Form):
    """How it is told. `key` was made with the page: the same page sent twice is one notice."""

    key = forms.CharField(
        max_length=64, widget=forms.HiddenInput, error_messages={"required": "请重新打开本页再出具。"}
    )
    manner = forms.ChoiceField(
        label="告知方式",
        choices=Manner.choices,
        initial=Manner.WINDOW,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择告知方式。", "invalid_choice": "没有这种告知方式。"},
    )
