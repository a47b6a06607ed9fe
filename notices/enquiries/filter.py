"""Which enquiries to list: of one day, by what became of them."""

from django import forms
from django.utils import timezone

from notices.enquiries.enquiring import LED
from notices.enums import EnquiryOutcome
from notices.models.enquiry import EnquiryQuerySet


class EnquiryFilter(forms.Form):
    """Which enquiries to list; today's where nothing is said."""

    ARRIVED = (("", "全部"), ("yes", "已到达"), ("no", "还没到"))

    day = forms.DateField(
        label="哪天",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"invalid": "日期写成 2026-03-09 这样。"},
    )
    outcome = forms.ChoiceField(
        label="结果",
        required=False,
        choices=(("", "全部"), *EnquiryOutcome.choices),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    arrived = forms.ChoiceField(
        label="到达", required=False, choices=ARRIVED, widget=forms.Select(attrs={"class": "form-select"})
    )

    def of(self, rows: EnquiryQuerySet) -> EnquiryQuerySet:
        """Those of `rows` that are asked for, newest first; a filter that cannot be read filters nothing."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        found = rows.filter(at__date=asked.get("day") or timezone.localdate())
        if outcome := asked.get("outcome"):
            found = found.filter(outcome=outcome)
        if arrived := asked.get("arrived"):
            found = found.filter(outcome__in=LED, arrival__isnull=arrived == "no")
        return found
