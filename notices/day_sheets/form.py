"""Which day sheet is asked for."""

from typing import Any

from django import forms

from accounts.printable import printable
from matters.models import Site


class DaySheetForm(forms.Form):
    """Empty fields: today, the first of `sites`, everybody there."""

    date = forms.DateField(label="日期", required=False)
    site = forms.ModelChoiceField(
        Site.objects.none(), label="办事地点", required=False, to_field_name="code", empty_label=None
    )
    who = forms.CharField(label="窗口或经办人", required=False, max_length=40, validators=[printable])

    def __init__(self, *args: Any, sites: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
