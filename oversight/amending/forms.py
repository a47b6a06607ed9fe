"""Which matter is to be changed, and what a 常见问题 says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import StaffUser
from accounts.printable import printable
from matters.models import Matter
from matters.models.rows import Faq
from oversight.amending.subjects import open_to
from oversight.said import impersonal

LONGEST_QUESTION = Faq._meta.get_field("question").max_length or 0
LONGEST_ANSWER = Faq._meta.get_field("answer").max_length or 0


class AmendForm(forms.Form):
    """The public code of a matter that the user works on."""

    matter = forms.CharField(
        label="事项编码", max_length=40, error_messages={"required": "请选一个事项，或输入它的编码。"}
    )

    def __init__(self, *args: Any, user: StaffUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_matter(self) -> Matter:
        """The matter of that code among those the user works on."""
        return matter_by_code(self.cleaned_data["matter"], self.user)


class FaqForm(forms.Form):
    """A question and its answer as the guide will say them, and of which matter."""

    matter = forms.CharField(label="放进哪个事项", error_messages={"required": "请选一个事项，或输入它的编码。"})
    question = forms.CharField(
        label="问题",
        max_length=LONGEST_QUESTION,
        validators=[printable, impersonal],
        widget=forms.Textarea({"rows": 2}),
    )
    answer = forms.CharField(
        label="解答", max_length=LONGEST_ANSWER, validators=[printable, impersonal], widget=forms.Textarea({"rows": 5})
    )

    def __init__(self, *args: Any, user: StaffUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_matter(self) -> Matter:
        """The matter of that code among those the user works on."""
        return matter_by_code(self.cleaned_data["matter"], self.user)


def matter_by_code(code: str, user: StaffUser) -> Matter:
    """Raises ValidationError for one that `user` does not work on."""
    typed = code.strip().upper()
    found = open_to(user, Matter.objects.filter(code=typed)).first() if typed.isalnum() else None
    if found is None:
        raise ValidationError(f"您负责的事项里没有编码是“{typed[:20]}”的。")
    return found
