"""What staff fill in on the page of a case. Whether it may be kept is judged by the verbs."""

from typing import Any

from django import forms

from accounts.models import StaffUser
from matters.models import Department, Site
from oversight.cases.assigning import Unit, unit_of
from oversight.enums import AppealDecision, CallOutcome, Urgency
from oversight.forms import WordsField
from oversight.models import Stars


class SeenForm(forms.Form):
    """Carries which revision of the case was on the screen."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class AssignForm(SeenForm):
    """A unit, or a person (whose unit it then is), or both. `apart` is whom it is about: they are not offered."""

    unit = forms.ChoiceField(label="承办单位", required=False, widget=_select())
    handler = forms.ModelChoiceField(
        StaffUser.objects.none(),
        label="承办人",
        required=False,
        empty_label="由单位自己安排",
        widget=_select(),
    )
    urgency = forms.TypedChoiceField(
        label="紧急程度",
        choices=Urgency.choices,
        coerce=Urgency,
        required=False,
        empty_value=None,
        widget=_select(),
    )

    def __init__(self, *args: Any, apart: StaffUser | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(f"d{pk}", name) for pk, name in Department.objects.order_by("name").values_list("pk", "name")]
        sites = [(f"s{pk}", name) for pk, name in Site.objects.filter(is_active=True).values_list("pk", "name")]
        self.fields["unit"].choices = [("", "请选择"), ("部门", offices), ("办事地点", sites)]  # type: ignore[attr-defined]
        people = StaffUser.objects.filter(is_active=True).exclude(site=None, department=None)
        people = people.exclude(pk=apart.pk) if apart else people
        people = people.select_related("department", "site").order_by("display_name", "username")
        self.fields["handler"].queryset = people  # type: ignore[attr-defined]
        self.fields["handler"].label_from_instance = _with_unit  # type: ignore[attr-defined]

    @property
    def unit_chosen(self) -> Unit:
        """The unit, else that of the person."""
        chosen, handler = self.cleaned_data["unit"], self.cleaned_data["handler"]
        if chosen.startswith("d"):
            return Unit(department=Department.objects.get(pk=int(chosen[1:])))
        if chosen:
            return Unit(site=Site.objects.get(pk=int(chosen[1:])))
        return unit_of(handler) if handler else Unit()


class ExtendForm(SeenForm):
    """By how much, and why."""

    workdays = forms.IntegerField(label="延长几个工作日", error_messages={"required": "请填延长几个工作日。"})
    reason = WordsField(label="原因", required=False)


class AnswerForm(SeenForm):
    """The answer."""

    answer = WordsField(label="写给对方的话", required=False)


class PublishForm(SeenForm):
    """The question as everybody may read it."""

    question = WordsField(label="公开的问题", required=False)


class CallForm(forms.Form):
    """One call, about a case or about a drawn notice; `key` was made with the page."""

    key = forms.CharField(max_length=64, error_messages={"required": "请重新打开本页再登记。"})
    outcome = forms.TypedChoiceField(
        label="打通了吗",
        choices=CallOutcome.choices,
        coerce=CallOutcome,
        error_messages={"required": "请选打通了没有。", "invalid_choice": "没有这种结果。"},
    )
    stars = forms.TypedChoiceField(
        label="对方现在满意吗",
        choices=[("", "没有说"), *Stars.choices],
        coerce=lambda value: Stars(int(value)),
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": "没有这个评价。"},
    )
    words = WordsField(label="对方怎么说", required=False)

    def said(self) -> dict[str, Any]:
        """What `call_back` takes, without the key."""
        return {name: self.cleaned_data[name] for name in ("outcome", "stars", "words")}


class CloseForm(SeenForm):
    """Why no correction order, where one is asked for."""

    no_order = WordsField(label="为什么不用整改", required=False)


class ReasonForm(SeenForm):
    """Why."""

    reason = WordsField(label="原因", required=False)


class AppealForm(forms.Form):
    """Why the rating is unfair."""

    words = WordsField(label="申诉理由", required=False)


class DecisionForm(forms.Form):
    """Upheld or not, and why."""

    decision = forms.TypedChoiceField(
        label="决定",
        choices=AppealDecision.choices,
        coerce=AppealDecision,
        error_messages={"required": "请选一个决定。"},
    )
    reason = WordsField(label="理由", required=False)


def _with_unit(user: StaffUser) -> str:
    return f"{user.public_name}（{unit_of(user)}）"


class UnmaskForm(forms.Form):
    """Why the full number is needed."""

    reason = forms.CharField(
        label="为什么要看完整号码", max_length=100, error_messages={"required": "请写明为什么要看完整号码。"}
    )
