"""What a clerk fills in for somebody who rang or stands at the window."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from matters.models import Bundle, Matter, Site
from notices.chain import read_token
from notices.models import Notice
from oversight.contacts.forms import ContactFields
from oversight.forms import WordsField
from oversight.models.feedback import FeedbackKind
from oversight.rating import WORDS_LENGTH

KINDS = [
    (kind.value, kind.label)
    for kind in (FeedbackKind.CONSULTATION, FeedbackKind.SUGGESTION, FeedbackKind.COMPLAINT, FeedbackKind.MISSING)
]


class RegisterForm(ContactFields):
    """`code`: of the matter or bundle, or the token of a document; may stay empty. Nobody's address is needed for it."""

    key = forms.CharField(max_length=64, error_messages={"required": "请重新打开本页再登记。"})
    kind = forms.TypedChoiceField(
        label="种类", choices=KINDS, coerce=FeedbackKind, error_messages={"required": "请先选一种。"}
    )
    words = WordsField(
        label="对方说的",
        max_length=WORDS_LENGTH,
        error_messages={"required": "请写下对方说的。", "max_length": f"最多{WORDS_LENGTH}个字，请写短一些。"},
    )
    code = forms.CharField(label="关于哪件事（名称、短码，或单子上二维码旁的代码）", required=False, max_length=200)
    site = forms.ModelChoiceField(
        Site.objects.filter(is_active=True),
        label="办事地点",
        required=False,
        to_field_name="code",
        empty_label="不涉及具体地点",
        error_messages={"invalid_choice": "没有这个办事地点。"},
    )
    address = None  # type: ignore[assignment]

    def clean_code(self) -> str:
        """The code of what was typed, which may be a name as well; what leads nowhere is told, and not left out in silence."""
        typed = str(self.cleaned_data["code"]).replace("\0", "").strip()
        if not typed or Notice.objects.filter(token=read_token(typed)).exists():
            return typed
        codes: list[str] = [
            code
            for rows in _public()
            for code in rows.filter(Q(code=typed.upper()) | Q(name=typed)).values_list("code", flat=True)
        ]
        if len(codes) != 1:
            told = "有几件同名的，请填短码。" if codes else "没有这个事项或代码，请再对一次；不知道的可以不填。"
            raise forms.ValidationError(told)
        return codes[0]

    @property
    def names(self) -> list[str]:
        """Of what it may be about, to choose from while typing."""
        return [name for rows in _public() for name in rows.order_by("name").values_list("name", flat=True)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.has_contact and not data.get("told_privacy"):
            self.add_error("told_privacy", "请先把隐私说明告诉对方，再勾选。")
        return data

    @property
    def contact(self) -> dict[str, str]:
        """What was typed of whom to call."""
        return {name: self.cleaned_data.get(name) or "" for name in ("name", "phone")}


def _public() -> tuple[QuerySet[Any], ...]:
    return Matter.objects.public(), Bundle.objects.public()
