"""Forms that never overwrite unseen what somebody else saved meanwhile; for rows with a `revision`."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts import history

SHOWN = 3
"""How many of the saves that came between are named."""


class OpenedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Carries the revision that was opened. Another one is refused once, with what was typed kept; saving again is a conscious choice.

    Cleaned inside a transaction: the row stays locked until it is saved.
    """

    opened = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["opened"] = self.instance.revision

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        stored = type(self.instance)._default_manager.select_for_update().filter(pk=self.instance.pk).first()
        if stored is not None and data.get("opened") != stored.revision:
            self._know(stored.revision)
            raise ValidationError(_meanwhile(stored, data.get("opened")))
        return data

    def _know(self, revision: int) -> None:
        """The page that is shown again has been told of the other save: saved once more it counts."""
        told = cast(QueryDict, self.data).copy()
        told["opened"] = str(revision)
        self.data = told


def _meanwhile(stored: Any, opened: int | None) -> str:
    """Who saved since, so that it can be compared before saving once more."""
    count = max(stored.revision - (opened or 0), 1)
    entries = history.entries_of(stored)[: min(count, SHOWN)]
    who = "、".join(dict.fromkeys(str(entry.actor) for entry in entries if entry.actor)) or "别人"
    return (
        f"您打开本页以后，{who}保存过同一内容。您填的内容还在下面，没有保存。"
        "请另开一页核对现在的内容（“历史”里有每一处改动）；要以您填的为准，请再次保存。"
    )
