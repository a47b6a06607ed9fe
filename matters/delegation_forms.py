"""The forms of 批量下放 and 批量收回: each makes the order that `delegation` carries out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.printable import printable
from matters.delegation import Conflict, Give, Order, TakeBack
from matters.enums import How, Level
from matters.guide import Party
from matters.models import Department, Site

_LEVELS = [(Level.STREET.value, "街道"), (Level.COMMUNITY.value, "社区"), (Level.DISTRICT.value, "区")]
_CONFLICTS = [
    (Conflict.SKIP.value, "跳过，不动它"),
    (Conflict.REPLACE.value, "替换：这一级原来的各行都不要"),
    (Conflict.ADD.value, "补充：把地点加进方式相同的那一行，没有就加一行"),
]


class OrderForm(forms.Form):
    """What both ask: the matters (keys joined by commas), the level, and its sites."""

    title = ""
    within = forms.CharField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label="层级", choices=_LEVELS, initial=Level.STREET.value)
    sites = forms.ModelMultipleChoiceField(
        label="地点",
        queryset=Site.objects.none(),
        required=False,
        widget=forms.SelectMultiple({"size": 12}),
        help_text="不选：这一级的全部地点。按住 Ctrl 可以选几个。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = Site.objects.filter(is_active=True).select_related("region").order_by("region__code", "code")
        self.fields["sites"].queryset = active  # type: ignore[attr-defined]
        self.fields["sites"].choices = [  # type: ignore[attr-defined]
            (Level(level).label, [(s.pk, s.name) for s in active if s.level == level]) for level, _ in _LEVELS
        ]

    def clean_within(self) -> list[int]:
        return [int(part) for part in self.cleaned_data["within"].split(",") if part.isdecimal()]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        level = given.get("level")
        others = [site.name for site in given.get("sites", ()) if level and site.level != level]
        if level and others:
            raise ValidationError(f"“{others[0]}”不是{Level(level).label}的地点。")
        return given

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the chosen sites."""
        return tuple(sorted(site.code for site in self.cleaned_data["sites"]))

    @property
    def names(self) -> dict[str, str]:
        """The names of all sites by code."""
        return dict(Site.objects.values_list("code", "name"))

    def order(self) -> Order:
        """What the valid form asks for."""
        raise NotImplementedError


class GiveForm(OrderForm):
    """批量下放."""

    title = "批量下放"
    how = forms.ChoiceField(label="方式", choices=How.choices, initial=How.FORWARD.value)
    back_office = forms.ModelChoiceField(
        label="转报部门",
        queryset=Department.objects.order_by("name"),
        required=False,
        empty_label="事项自己的实施主体（前端受理转报时）",
    )
    note = forms.CharField(label="说明", required=False, max_length=100, validators=[printable])
    conflict = forms.ChoiceField(label="这一级已经办理的事项", choices=_CONFLICTS, initial=Conflict.SKIP.value)

    def order(self) -> Give:
        given = self.cleaned_data
        department = given["back_office"]
        return Give(
            level=Level(given["level"]),
            sites=self.codes,
            how=How(given["how"]),
            back_office=Party(name=department.name, code=department.code) if department else None,
            note=given["note"],
            conflict=Conflict(given["conflict"]),
            names=self.names,
        )


class TakeBackForm(OrderForm):
    """批量收回."""

    title = "批量收回"

    def order(self) -> TakeBack:
        level = Level(self.cleaned_data["level"])
        every = Site.objects.filter(is_active=True, region__level=level).order_by("code")
        return TakeBack(
            level=level, sites=self.codes, every=tuple(every.values_list("code", flat=True)), names=self.names
        )


KINDS: dict[str, type[OrderForm]] = {"give": GiveForm, "take-back": TakeBackForm}
"""The two by their names in addresses."""
