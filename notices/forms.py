"""What a clerk fills in."""

from django import forms

from matters.models import Site
from notices.enums import Manner

VOID_REASONS = ("情形选错了", "事项选错了", "重复出具", "申请人不再办理")
"""Offered for one click; any other words can be typed."""


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


class VoidForm(forms.Form):
    """Why a notice is withdrawn."""

    reason = forms.CharField(label="作废原因", max_length=200, error_messages={"required": "作废必须写明原因。"})


class LedgerFilter(forms.Form):
    """Which notices to list; every field may be left empty."""

    STATES = (("", "全部"), ("valid", "未作废"), ("void", "已作废"))

    q = forms.CharField(label="编号或事项", required=False, max_length=100)
    since = forms.DateField(label="从", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="到", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)
    site = forms.ModelChoiceField(
        Site.objects.all(), label="办事地点", required=False, to_field_name="code", empty_label="全部地点"
    )
