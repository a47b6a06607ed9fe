"""What a citizen fills in."""

from django import forms

from oversight.models import Stars
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
