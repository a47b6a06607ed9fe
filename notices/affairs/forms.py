"""What a clerk fills in when the applicant is back; what is ticked beside the papers is read in `ticking`."""

from typing import Any

from django import forms

from notices.affairs.deadlines import defer_until, supply_by
from notices.affairs.rules import Said
from notices.affairs.table import Table
from notices.enums import Decision, Manner, RepeatCause

DAY = {"type": "date"}

REASONS = ("申请事项不属于本机关职权范围", "申请事项依法不需要办理", "申请人不符合办理条件", "没有在期限内补齐材料")
BASES = ("《中华人民共和国行政许可法》第三十二条第一款第一项", "《中华人民共和国行政许可法》第三十二条第一款第二项")
"""Offered for one click; any other words can be typed."""


class DecisionForm(forms.Form):
    """How the visit ends. `key` was made with the page, `seen` is the newest visit it showed (0 for none)."""

    key = forms.CharField(max_length=64, error_messages={"required": "请重新打开本页再登记。"})
    seen = forms.IntegerField(min_value=0, error_messages={"required": "请重新打开本页再登记。"})
    decision = forms.ChoiceField(
        choices=Decision.choices, error_messages={"required": "请选择怎样处理。", "invalid_choice": "没有这种处理。"}
    )
    cause = forms.ChoiceField(label="再次来访的原因", choices=RepeatCause.choices, required=False)
    manner = forms.ChoiceField(label="告知方式", choices=Manner.choices, required=False)
    again = forms.CharField(label="再次补正的理由", max_length=200, required=False)
    supplement_until = forms.DateField(label="补齐期限", required=False, widget=forms.DateInput(attrs=DAY))
    deferral_until = forms.DateField(label="补交期限", required=False, widget=forms.DateInput(attrs=DAY))
    how = forms.CharField(label="怎样补交", max_length=200, required=False, initial="")
    promise = forms.CharField(label="申请人承诺", max_length=300, required=False, initial="")
    reason = forms.CharField(label="理由", max_length=300, required=False)
    basis = forms.CharField(label="依据", max_length=200, required=False)
    authority = forms.CharField(label="应当向哪个机关申请", max_length=200, required=False)
    note = forms.CharField(label="备注", max_length=500, required=False)

    def clean_decision(self) -> Decision:
        return Decision(self.cleaned_data["decision"])

    def clean_manner(self) -> Manner:
        return Manner(self.cleaned_data["manner"] or Manner.WINDOW)

    def said(self) -> Said:
        """How the visit ends, once valid."""
        data = self.cleaned_data
        words = ("cause", "again", "note", "reason", "basis", "authority", "promise", "how")
        decision = data["decision"]
        return Said(decision=decision, until=data.get(f"{decision}_until"), **{name: data[name] for name in words})

    def refuse(self, message: str, field: str) -> None:
        """Show a refusal beside the input it belongs to."""
        name = f"{self.cleaned_data.get('decision')}_{field}" if field == "until" else field
        self.add_error(name if name in self.fields else None, message)


def offered(table: Table, key: str) -> dict[str, Any]:
    """What the page holds before anything is typed. Days are calendar days."""
    promises = [paper.defer for paper in table.papers if paper.is_deferrable]
    return {
        "key": key,
        "manner": Manner.WINDOW,
        "supplement_until": supply_by(table.today, table.calendar).isoformat(),
        "deferral_until": defer_until(promises, table.latest, table.today, table.calendar).isoformat(),
    }
