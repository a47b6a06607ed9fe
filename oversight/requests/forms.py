"""What is filled in about a service: asked for, arranged, ended, and which day is looked at."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import StaffUser
from accounts.printable import printable
from matters.models import Region, Site, Subject
from notices.listing.period import possible_day
from oversight.contacts.forms import ContactFields
from oversight.enums import RequestState, ServiceMode
from oversight.refusal import CannotDo
from oversight.requests.subjects import subject_of

_TIME = {"invalid": "请填时间，例如 9:30。"}
_DAY = {"required": "请选日期。", "invalid": "请填日期，例如 2026-11-23。"}


def no_door(value: str) -> None:
    """Refuses somebody's door where anybody reads it: an address is sealed with the contact."""
    if "单元" in value:
        raise forms.ValidationError("门牌请填在联系方式的地址里，那里加密保存；这里只写到社区、网格或窗口。")


class HelperField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Who may be sent, with the site they work at."""

    def label_from_instance(self, obj: StaffUser) -> str:
        return f"{obj.public_name}（{obj.site}）"


class WhenForm(forms.Form):
    """Day, from, to, where, and by whom. `helpers` are those who may be sent."""

    on = forms.DateField(label="日期", error_messages=_DAY)
    starts = forms.TimeField(label="从", required=False, error_messages=_TIME)
    ends = forms.TimeField(label="到", required=False, error_messages=_TIME)
    place = forms.CharField(label="地点", required=False, max_length=100, validators=[printable, no_door])
    assignee = HelperField(
        StaffUser.objects.none(),
        label="由谁办",
        required=False,
        error_messages={"invalid_choice": "没有这位工作人员。"},
    )

    def __init__(self, *args: Any, helpers: QuerySet[StaffUser], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = helpers.select_related("site")  # type: ignore[attr-defined]
        self.fields["assignee"].empty_label = "以后再安排"  # type: ignore[attr-defined]


class RequestForm(WhenForm, ContactFields):
    """A service that is asked for. `key` is made with the page, `n` the notice it comes from."""

    key = forms.CharField(max_length=64, error_messages={"required": "请重新打开本页再登记。"})
    n = forms.IntegerField(required=False)
    mode = forms.TypedChoiceField(
        label="方式", choices=ServiceMode.choices, coerce=ServiceMode, error_messages={"required": "请选择方式。"}
    )
    what = forms.CharField(label="事项或一件事", required=False, max_length=100)
    words = forms.CharField(label="要办什么", required=False, max_length=300, validators=[printable])
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="办事地点",
        to_field_name="code",
        empty_label=None,
        error_messages={"required": "请选择办事地点。", "invalid_choice": "这个办事地点不在您的范围内。"},
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]

    def clean_what(self) -> Subject | None:
        try:
            return subject_of(self.cleaned_data["what"])
        except CannotDo as error:
            raise forms.ValidationError(str(error)) from error


class EndForm(forms.Form):
    """How it ended."""

    ENDS = tuple(
        (state.value, state.label) for state in (RequestState.DONE, RequestState.FAILED, RequestState.CANCELLED)
    )

    how = forms.TypedChoiceField(choices=ENDS, coerce=RequestState, error_messages={"required": "请选择结果。"})
    result = forms.CharField(required=False, max_length=300, validators=[printable])


class DayFilter(forms.Form):
    """Which day list is asked for. Empty: today, everything within reach, everybody."""

    date = forms.DateField(label="日期", required=False, validators=[possible_day], error_messages=_DAY)
    site = forms.ModelChoiceField(Site.objects.none(), label="办事地点", required=False, to_field_name="code")
    region = forms.ModelChoiceField(Region.objects.none(), label="区划", required=False, to_field_name="code")
    mine = forms.BooleanField(label="只看我的", required=False)
    waiting = forms.BooleanField(label="还没安排人的", required=False)

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows, label in (("site", sites, "全部地点"), ("region", _regions(sites), "全部区划")):
            field: Any = self.fields[name]
            field.queryset, field.empty_label = rows, label
            field.error_messages["invalid_choice"] = "不在您的范围内。"


def _regions(sites: QuerySet[Site]) -> QuerySet[Region]:
    """The regions these sites are in."""
    return Region.objects.filter(pk__in=sites.values("region")).order_by("code")
