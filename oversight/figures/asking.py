"""What an address asks for, as an `Asked`."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, QueryDict

from accounts.models import StaffUser
from oversight.figures.asked import Asked
from oversight.figures.periods import FIRST, LAST, usual_periods
from oversight.figures.whom import named


def _within(day: date) -> None:
    if not FIRST <= day <= LAST:
        raise forms.ValidationError("请填2000年到2199年之间的日期。")


class PeriodForm(forms.Form):
    """Two days, both included. One that is left empty is that of the usual period."""

    since = forms.DateField(
        label="从", required=False, validators=[_within], error_messages={"invalid": "请填写日期，如2026-03-09。"}
    )
    until = forms.DateField(
        label="到", required=False, validators=[_within], error_messages={"invalid": "请填写日期，如2026-03-09。"}
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and since > until:
            self.add_error("until", "结束日期早于开始日期。")
        return data


def asked_for(query: QueryDict, user: StaffUser, today: date) -> tuple[PeriodForm, Asked]:
    """The form, and what it asks for: by default this month. A period that cannot be read is said in the form and is this month. Raises Http404
    for what is out of reach.
    """
    form = PeriodForm(query)
    month = usual_periods(today)[2]
    given = form.cleaned_data if form.is_valid() else {}
    until = given.get("until") or max(given.get("since") or today, today)
    since = given.get("since") or min(month.since, until.replace(day=1))
    return form, asked_of(query, user, since, until)


def asked_of(query: QueryDict, user: StaffUser, since: date, until: date) -> Asked:
    """Those days of whom the address names. Raises Http404."""
    of = named({name: query.get(name, "") for name in query}, user)
    if of is None:
        raise Http404("没有这个统计对象，或者不在您的范围内。")
    return Asked(since=since, until=until, **of)
