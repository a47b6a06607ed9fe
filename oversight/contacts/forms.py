"""What is filled in about whom to call back or to visit."""

from django import forms

from notices.personal.contact import ADDRESS_LENGTH, NAME_LENGTH


class ContactFields(forms.Form):
    """Name, phone and address as typed, each optional; `keeping.keep` judges them. A room's own form inherits these fields."""

    name = forms.CharField(label="姓名", required=False, max_length=2 * NAME_LENGTH)
    phone = forms.CharField(label="电话", required=False, max_length=40)
    address = forms.CharField(label="地址", required=False, max_length=2 * ADDRESS_LENGTH)
    told_privacy = forms.BooleanField(label="已把隐私说明告诉对方", required=False)

    @property
    def has_contact(self) -> bool:
        """Whether anything was typed."""
        return any(self.cleaned_data.get(part) for part in ("name", "phone", "address"))


class ReasonForm(forms.Form):
    """Why the full contact is needed, and the page to go back to."""

    reason = forms.CharField(max_length=100, error_messages={"required": "请写明为什么要看完整信息。"})
