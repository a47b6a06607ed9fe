"""What a clerk fills in when somebody asked here first."""

from collections.abc import Sequence
from typing import Any

from django import forms

from matters.models import Site
from matters.place import Place
from notices.enums import EnquiryOutcome, Manner

OUTCOMES = [choice for choice in EnquiryOutcome.choices if choice[0] != EnquiryOutcome.TOLD]
"""Without the one that is not noted but done: a sheet is issued from its matter's page."""


class EnquiryForm(forms.Form):
    """One enquiry. `places` are where the matter is handled, nearest first; they head the list of sites."""

    key = forms.CharField(
        max_length=64, widget=forms.HiddenInput, error_messages={"required": "请重新打开本页再登记。"}
    )
    about = forms.CharField(label="问什么", max_length=200, required=False)
    is_ours = forms.TypedChoiceField(
        label="属于本窗口的事吗",
        choices=(("yes", "属于"), ("no", "不属于")),
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选择是否属于本窗口。"},
    )
    outcome = forms.TypedChoiceField(
        label="结果",
        choices=OUTCOMES,
        coerce=EnquiryOutcome,
        error_messages={"required": "请选择结果。", "invalid_choice": "没有这种结果。"},
    )
    led_site = forms.TypedChoiceField(
        label="引导到哪个办事地点",
        required=False,
        coerce=lambda code: Site.objects.filter(code=code).first(),
        empty_value=None,
        error_messages={"invalid_choice": "没有这个办事地点。"},
    )
    led_to = forms.CharField(label="窗口、单位或电话", max_length=200, required=False)
    note = forms.CharField(label="备注", max_length=200, required=False)
    manner = forms.TypedChoiceField(
        label="怎么问的", choices=Manner.choices, coerce=Manner, required=False, empty_value=Manner.WINDOW
    )

    def __init__(self, *args: Any, site: Site, places: Sequence[Place] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [(place.code, place.name) for place in places if place.code != site.code]
        known = {code for code, _ in near}
        active = Site.objects.filter(is_active=True).exclude(pk=site.pk).values_list("code", "name")
        others = [row for row in active if row[0] not in known]
        groups = [("办理这件事的，近的在前", near), ("其他办事地点", others)]
        field: Any = self.fields["led_site"]
        field.widget.attrs["class"] = "form-select"
        field.choices = [("", "请选择"), *((label, rows) for label, rows in groups if rows)]
