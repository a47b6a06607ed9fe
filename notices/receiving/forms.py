"""What is filled in about a receipt and about the applicant."""

from django import forms

from notices.enums import ReceiptHow, Receiver
from notices.personal.contact import NAME_LENGTH
from notices.receiving.strokes import MAX_CHARACTERS, BadStrokes, Stroke, read_strokes
from notices.receiving.stub_photos import BadPhoto, cleaned


class ReceiverForm(forms.Form):
    """Who received it; nothing ticked means the applicant in person."""

    receiver = forms.ChoiceField(choices=Receiver.choices, required=False)

    def clean_receiver(self) -> Receiver:
        return Receiver(self.cleaned_data["receiver"] or Receiver.SELF)


class ReceiveForm(ReceiverForm):
    """A receipt that the clerk saw: the signed stub, or that somebody would not sign."""

    HOW = ((ReceiptHow.STUB, ReceiptHow.STUB.label), (ReceiptHow.REFUSED, ReceiptHow.REFUSED.label))

    how = forms.ChoiceField(choices=HOW)
    note = forms.CharField(required=False, max_length=100)


class SignForm(ReceiverForm):
    """Handwriting from the pad; kept as it came, so that a refused form shows it again."""

    strokes = forms.CharField(required=False, max_length=MAX_CHARACTERS)

    def clean_strokes(self) -> tuple[Stroke, ...]:
        try:
            return read_strokes(self.cleaned_data["strokes"])
        except BadStrokes as error:
            raise forms.ValidationError(str(error)) from error


class StubPhotoForm(forms.Form):
    """The photo of a signed stub, as it may be kept."""

    photo = forms.FileField(error_messages={"required": "请先选择或拍一张照片。", "empty": "这个文件是空的。"})

    def clean_photo(self) -> bytes:
        try:
            return cleaned(self.cleaned_data["photo"])
        except BadPhoto as error:
            raise forms.ValidationError(str(error)) from error


class ApplicantForm(forms.Form):
    """Name and phone as typed; `applicants.note_applicant` judges them."""

    name = forms.CharField(required=False, max_length=2 * NAME_LENGTH)
    phone = forms.CharField(required=False, max_length=40)
    told_privacy = forms.BooleanField(required=False)


class UnmaskForm(forms.Form):
    """Why the full name and phone are needed."""

    reason = forms.CharField(max_length=100, error_messages={"required": "请写明为什么要看完整信息。"})
