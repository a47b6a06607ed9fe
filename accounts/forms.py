"""Sign-in and password forms."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest

from accounts import history
from accounts.models import StaffUser


class SignInForm(AuthenticationForm):
    """User name and password, laid out by crispy-forms."""

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "登录"))


class SignInAgainForm(SignInForm):
    """The same inside a form that is carried along: names of its own, and the button says what comes next."""

    prefix = "again"

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.helper.form_tag = False
        self.helper.inputs = [Submit("again-submit", "登录并继续提交")]
        self.fields["password"].widget.attrs["autofocus"] = True
        self.fields["username"].widget.attrs.pop("autofocus", None)


class OwnPasswordForm(PasswordChangeForm):
    """A new password; clears the demand for one, and goes on record."""

    user: StaffUser

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "保存新密码"))

    def save(self, commit: bool = True) -> StaffUser:
        self.user.must_change_password = False
        with transaction.atomic():
            history.note(actor=self.user, action="password", row=self.user, target=self.user.username)
            return super().save(commit)
