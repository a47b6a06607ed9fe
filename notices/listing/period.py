"""From which day to which one: the part of a form that every list shares."""

from datetime import date
from typing import Any

from django import forms


def possible_day(day: date) -> None:
    """Raises ValidationError for the ends of the calendar: they have no midnight in every zone, and neither a day nor a year beyond them."""
    if not 1900 <= day.year < 2200:
        raise forms.ValidationError("请填1900年到2199年之间的日期。")


class PeriodFields(forms.Form):
    """Two calendar days, both included; each may be left empty. A form of one's own inherits them."""

    since = forms.DateField(label="从", required=False, validators=[possible_day])
    until = forms.DateField(label="到", required=False, validators=[possible_day])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and since > until:
            self.add_error("until", "结束日期早于开始日期。")
        return data
