"""What a citizen fills in."""

from typing import Any

from django import forms

from oversight.models import Stars
from oversight.models.feedback import FeedbackKind
from oversight.rating import WORDS_LENGTH
from oversight.reasons import REASONS


class RatingForm(forms.Form):
    """One of five steps; for the two lowest what was wrong; words if somebody likes."""

    stars = forms.TypedChoiceField(
        label="您对这次服务满意吗？",
        choices=Stars.choices,
        coerce=lambda value: Stars(int(value)),
        error_messages={"required": "请先选一个评价。", "invalid_choice": "没有这个评价。"},
    )
    reasons = forms.MultipleChoiceField(
        label="哪里不满意？",
        choices=[*REASONS.items()],
        required=False,
        error_messages={"invalid_choice": "没有这个理由。"},
    )
    words = forms.CharField(
        label="还想说的",
        required=False,
        max_length=WORDS_LENGTH,
        error_messages={"max_length": f"意见最多{WORDS_LENGTH}个字。"},
    )


class WordsField(forms.CharField):
    """A text of several lines; a line's end is one character, as the browser counts it."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class FeedbackForm(forms.Form):
    """What somebody tells the office. `phone` is for who wants to be called, and is kept apart from the words; `page` is the signed age of the
    form; `website` is out of sight and stays empty with people.
    """

    kind = forms.TypedChoiceField(
        label="您想说的是",
        choices=FeedbackKind.choices,
        coerce=FeedbackKind,
        error_messages={"required": "请先选一种。", "invalid_choice": "没有这一种。"},
    )
    stars = forms.TypedChoiceField(
        label="您满意吗？",
        choices=Stars.choices,
        coerce=lambda value: Stars(int(value)),
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": "没有这个评价。"},
    )
    reasons = forms.MultipleChoiceField(
        label="哪里不满意？",
        choices=[*REASONS.items()],
        required=False,
        error_messages={"invalid_choice": "没有这个理由。"},
    )
    words = WordsField(
        label="请写在这里",
        required=False,
        max_length=WORDS_LENGTH,
        error_messages={"max_length": f"最多{WORDS_LENGTH}个字，请写短一些。"},
    )
    phone = forms.CharField(
        label="回访电话",
        required=False,
        max_length=40,
        error_messages={"max_length": "这不像一个电话号码，请再看一遍。"},
    )
    page = forms.CharField(required=False)
    website = forms.CharField(required=False)
