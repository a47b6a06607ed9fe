"""The forms of the review: what an editor submits with, what a reviewer decides with."""

from textwrap import shorten
from typing import Any, cast

from django import forms

from accounts.printable import printable
from matters.change_notes import sources_of
from matters.forms import DeedForm
from matters.models import Review
from matters.publishing import today


class Day(forms.DateInput):
    """A day, picked in the browser."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        return str(value) if value else None


def _note() -> forms.CharField:
    return forms.CharField(
        label="变更说明",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        validators=[printable],
        help_text="这一版改了什么，群众核对旧告知单时会看到。",
    )


class SubmitForm(DeedForm):
    """What a working copy is submitted with."""

    note = _note()
    effective_from = forms.DateField(
        label="希望施行日期", required=False, widget=Day(), help_text="不填：审核通过的当天。"
    )
    answers = forms.MultipleChoiceField(
        label="这一版回应",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选的会写在变更说明末尾，提意见的人凭回执就能看到；这一版还没有改到的，请去掉勾。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = sources_of(self.matter)
        answers = cast(forms.MultipleChoiceField, self.fields["answers"])
        answers.choices = [(s.reference, f"{s.reference}：{shorten(s.words, 60, placeholder='…')}") for s in sources]
        answers.initial = [source.reference for source in sources]
        if not sources:
            del self.fields["answers"]


class VerbForm(forms.Form):
    """What is asked before something is done with a review; the prefix keeps its fields apart from those of the page's other forms."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review


class ApproveForm(VerbForm):
    """What an edition is published with. `seen` is the sha256 of the guide that the page showed."""

    prefix = "publish"
    change_note = _note()
    effective_from = forms.DateField(label="施行日期", widget=Day())
    effective_to = forms.DateField(label="失效日期", required=False, widget=Day(), help_text="不填：长期有效。")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wished = max(self.review.effective_from or today(), today())
        self.initial = {**self.initial, "change_note": self.review.note, "effective_from": wished}


class ReturnForm(VerbForm):
    """Why a submission goes back."""

    prefix = "return"
    reason = forms.CharField(
        label="退回原因",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="写清要改什么，编辑会在事项页上看到。",
    )


class WithdrawForm(VerbForm):
    """Nothing more than a yes."""

    prefix = "withdraw"


class CommentForm(VerbForm):
    """A remark."""

    prefix = "comment"
    text = forms.CharField(label="意见", max_length=500, widget=forms.Textarea({"rows": 2}))
