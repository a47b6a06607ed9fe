"""Sign-in, sign-out, own password."""

from django.contrib.auth import views
from django.urls import path

from accounts.forms import OwnPasswordForm, SignInForm

urlpatterns = [
    path(
        "login/",
        views.LoginView.as_view(
            template_name="accounts/login.html", authentication_form=SignInForm, redirect_authenticated_user=True
        ),
        name="login",
    ),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path(
        "password/",
        views.PasswordChangeView.as_view(template_name="accounts/password.html", form_class=OwnPasswordForm),
        name="password_change",
    ),
    path(
        "password/done/",
        views.PasswordChangeDoneView.as_view(template_name="accounts/password_done.html"),
        name="password_change_done",
    ),
]
