"""What an inspector fills in to begin a round and to end one."""

import re
import secrets
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import StaffUser
from accounts.printable import printable
from matters.models import Bundle, Matter, Site
from notices.enums import NoticeKind
from notices.listing.period import PeriodFields, possible_day
from oversight.enums import RoundKind
from oversight.inspection.criteria import Criteria
from oversight.inspection.drawing import Size
from oversight.inspection.strata import Stratum
from oversight.said import impersonal

DAY = forms.DateInput(attrs={"type": "date"})
_SEPARATORS = re.compile(r"[\s,，、;；]+")


class CriteriaForm(PeriodFields):
    """From which notices is drawn, and how many. `user` sees no further than the sites they may choose."""

    since = forms.DateField(
        label="告知日期从", widget=DAY, validators=[possible_day], error_messages={"required": "请填开始日期。"}
    )
    until = forms.DateField(
        label="到", widget=DAY, validators=[possible_day], error_messages={"required": "请填结束日期。"}
    )
    amount = forms.IntegerField(
        label="抽多少",
        min_value=1,
        max_value=10_000,
        error_messages={"required": "请填要抽的份数或百分比。", "invalid": "请填整数。", "min_value": "至少抽1份。"},
    )
    unit = forms.ChoiceField(label="单位", choices=(("", "份"), ("percent", "%")), required=False)
    stratum = forms.ChoiceField(label="分层", choices=Stratum.choices, required=False)
    sites = forms.ModelMultipleChoiceField(
        Site.objects.none(), label="办事地点", to_field_name="code", required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label="文书种类", choices=NoticeKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    clerks = forms.CharField(label="经办人", max_length=300, required=False, help_text="姓名或用户名，几个人用空格隔开")
    about = forms.CharField(
        label="事项或一件事", max_length=300, required=False, help_text="短码或实施编码，几个用空格隔开"
    )

    def __init__(self, *args: Any, sites: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sites"].queryset = sites  # type: ignore[attr-defined]

    def clean_clerks(self) -> tuple[str, ...]:
        """User names; a name that several have means all of them."""
        found: list[str] = []
        for word in _words(self.cleaned_data["clerks"]):
            named = StaffUser.objects.filter(Q(username=word) | Q(display_name=word)).order_by("username")
            names = list(named.values_list("username", flat=True))
            if not names:
                raise forms.ValidationError(f"没有叫“{word}”的工作人员。")
            found += names
        return tuple(dict.fromkeys(found))

    def clean_about(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes of matters and of bundles."""
        words = _words(self.cleaned_data["about"])
        matters = {word: list(Matter.objects.coded(word).values_list("code", flat=True)) for word in words}
        codes = [word.upper() for word in words]
        bundles = tuple(Bundle.objects.filter(code__in=codes).order_by("code").values_list("code", flat=True))
        if unknown := [word for word in words if not matters[word] and word.upper() not in bundles]:
            raise forms.ValidationError(f"没有编码为“{unknown[0]}”的事项或一件事。")
        return tuple(sorted({code for found in matters.values() for code in found})), bundles

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("unit") and (data.get("amount") or 0) > 100:
            self.add_error("amount", "百分比最多100。")
        return data

    def criteria(self, inspector: StaffUser) -> Criteria:
        """What was asked for, once valid."""
        data = self.cleaned_data
        matters, bundles = data["about"]
        is_about = bool(matters or bundles)
        return Criteria(
            since=data["since"],
            until=data["until"],
            inspector=inspector.username,
            size=Size(data["amount"], is_percent=bool(data["unit"])),
            stratum=Stratum(data["stratum"]),
            sites=tuple(sorted(site.code for site in data["sites"])) or None,
            kinds=tuple(sorted(data["kinds"])) or None,
            clerks=data["clerks"] or None,
            matters=matters if is_about else None,
            bundles=bundles if is_about else None,
        )


class DrawForm(forms.Form):
    """The name of the round and the seed; `key` was made with the page."""

    key = forms.CharField(max_length=64, error_messages={"required": "请重新打开本页再抽取。"})
    title = forms.CharField(
        label="名称",
        max_length=100,
        validators=[printable, impersonal],
        error_messages={"required": "请给这次检查起个名称。"},
    )
    seed = forms.CharField(
        label="种子",
        max_length=64,
        required=False,
        validators=[printable],
        help_text="可填公开抽出的号码；不填由系统随机产生",
    )

    def clean_seed(self) -> str:
        """A fresh one where none was typed."""
        return self.cleaned_data["seed"] or secrets.token_hex(8)


class PatrolForm(forms.Form):
    """A walk past the windows."""

    key = forms.CharField(max_length=64, error_messages={"required": "请重新打开本页再开始。"})
    title = forms.CharField(
        label="名称",
        max_length=100,
        validators=[printable, impersonal],
        error_messages={"required": "请给这次检查起个名称。"},
    )
    site = forms.ModelChoiceField(
        Site.objects.none(), label="办事地点", to_field_name="code", required=False, empty_label="不限一处"
    )

    def __init__(self, *args: Any, sites: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """How the round went."""

    summary = forms.CharField(
        label="小结",
        max_length=1000,
        validators=[printable, impersonal],
        widget=forms.Textarea,
        error_messages={"required": "请写小结：查了什么，发现什么，怎样改。"},
    )
    leave_rest = forms.BooleanField(label="其余不查了", required=False)


def default_title(kind: RoundKind, day: date) -> str:
    """`2026年3月9日随机抽查`."""
    return f"{day.year}年{day.month}月{day.day}日{kind.label}"


def usual_criteria(day: date) -> dict[str, Any]:
    """Fifty of the last thirty days."""
    since = day - timedelta(days=30)
    return {"since": since.isoformat(), "until": day.isoformat(), "amount": 50, "unit": "", "stratum": Stratum.NONE}


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text) if word]
