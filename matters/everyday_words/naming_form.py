"""What an editor fills in to make a vain search an everyday word."""

from django import forms

from accounts.printable import printable
from matters.models import Synonym


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    """The word as it was looked for, and what it is called officially. Whether the word is taken is decided when it is written."""

    class Meta:
        model = Synonym
        fields = ("word", "means")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.validators = [*field.validators, printable]
            field.widget.attrs.pop("maxlength", None)

    def validate_unique(self) -> None:
        """Left to the writer: the same said twice is no mistake."""
