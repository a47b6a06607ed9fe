"""The forms of bundles in the admin: the composition, and what is asked before its public standing changes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.opened_forms import OpenedForm
from accounts.printable import printable
from matters.models import Bundle, Matter
from matters.publishing import today
from matters.review_forms import Day


class BundleForm(OpenedForm):
    """A bundle's own columns."""

    class Meta:
        model = Bundle
        fields = "__all__"
        widgets = {"topics": forms.CheckboxSelectMultiple, "copies_rule": forms.RadioSelect}

    def clean_code(self) -> str:
        """A code leads to one thing only, in commands and at the counter."""
        code: str = self.cleaned_data["code"].upper()
        if Matter.objects.filter(code=code).exists():
            raise ValidationError("这个短码已经是一个事项的，请换一个。")
        return code


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
