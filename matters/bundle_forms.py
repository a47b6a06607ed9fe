"""The forms of bundles in the admin: the composition, and what is asked before its public standing changes."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts import history
from accounts.printable import printable
from matters.models import Bundle, Matter
from matters.publishing import today
from matters.review_forms import Day

SHOWN = 3
"""How many of the saves that came between are named."""


class BundleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A bundle's own columns. `opened` is the revision the editor saw: a save over somebody else's is refused once, with what that was."""

    opened = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Bundle
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets say which)
        widgets = {"topics": forms.CheckboxSelectMultiple, "copies_rule": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["opened"] = self.instance.revision

    def clean_code(self) -> str:
        """A code leads to one thing only, in commands and at the counter."""
        code: str = self.cleaned_data["code"].upper()
        if Matter.objects.filter(code=code).exists():
            raise ValidationError("这个短码已经是一个事项的，请换一个。")
        return code

    def clean(self) -> dict[str, Any]:
        """Behind the row's lock: nobody saved since the page was opened."""
        data = super().clean() or self.cleaned_data
        if self.instance.pk:
            stored = Bundle.objects.select_for_update().get(pk=self.instance.pk)
            if data.get("opened") != stored.revision:
                self._know(stored.revision)
                raise ValidationError(_meanwhile(stored, data.get("opened")))
        return data

    def _know(self, revision: int) -> None:
        """The page that is shown again has been told of the other save: saved once more it counts."""
        told = cast(QueryDict, self.data).copy()
        told["opened"] = str(revision)
        self.data = told


class BundleDeedForm(forms.Form):
    """What is asked before a bundle's public standing changes; by itself nothing more than a yes."""

    def __init__(self, *args: Any, bundle: Bundle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bundle = bundle


class BundleReasonForm(BundleDeedForm):
    """Why a bundle is suspended or ends."""

    reason = forms.CharField(
        label="原因",
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        validators=[printable],
        help_text="会显示在公开页面上。",
    )


class MergeAgainForm(BundleDeedForm):
    """What a flagged bundle is published again with."""

    change_note = forms.CharField(label="变更说明", max_length=300, required=False, validators=[printable])


class BundlePublishForm(BundleDeedForm):
    """What an edition is published with. `seen` is the sha256 of the merge that the page showed."""

    change_note = forms.CharField(
        label="变更说明",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        validators=[printable],
        help_text="这一版改了什么，群众核对旧告知单时会看到。",
    )
    effective_from = forms.DateField(label="施行日期", widget=Day())
    effective_to = forms.DateField(label="失效日期", required=False, widget=Day(), help_text="不填：长期有效。")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("effective_from", today())
        if not self.bundle.editions.exists():
            self.initial.setdefault("change_note", "首次发布")


def _meanwhile(bundle: Bundle, opened: int | None) -> str:
    """Who saved since, so that it can be compared before saving once more."""
    count = max(bundle.revision - (opened or 0), 1)
    entries = history.entries_of(bundle).filter(action="edit")[: min(count, SHOWN)]
    who = "、".join(dict.fromkeys(str(entry.actor) for entry in entries if entry.actor)) or "别人"
    return (
        f"您打开本页以后，{who}保存过这件事。您填的内容还在下面，没有保存。"
        "请另开一页核对现在的内容（“历史”里有每一处改动）；要以您填的为准，请再次保存。"
    )
