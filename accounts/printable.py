"""Refuses at input what can never be printed: control characters, emoji, private and unassigned characters."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

_NEVER = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BEYOND = 0xFFFF


def printable(value: str) -> None:
    """Raises ValidationError that names the first such character.

    Beyond the basic plane only Han is let through: rare names are written with it, everything else there is emoji and scripts no face of ours has.
    """
    for character in value:
        if character not in "\r\n\t" and not _has_a_chance(character):
            raise ValidationError(f"“{character}”（U+{ord(character):04X}）印不出来，请换一种写法。")


def _has_a_chance(character: str) -> bool:
    if unicodedata.category(character) in _NEVER:
        return False
    return ord(character) <= _BEYOND or unicodedata.name(character, "").startswith("CJK")


class PrintableTexts:
    """For a ModelAdmin or an inline: every text field of its form refuses what cannot be printed.

    A text that is too long is refused with its length: a browser that knows the limit cuts what is pasted without a word.
    """

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(*args, **kwargs)  # type: ignore[misc]
        if isinstance(field, forms.CharField):
            field.validators = [*field.validators, printable]
            field.widget.attrs.pop("maxlength", None)
        return field
