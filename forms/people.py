"""Signing in."""

from forms.base import DraftForm
from forms.fields import PasswordField, TextField
from riskapp.domain.people import SignIn


class SignInForm(DraftForm):
    """An e-mail address and a password."""

    email = TextField(
        "E-mail address",
        missing="Enter your e-mail address.",
        longest=254,
        autocomplete="username",
        kind="email",
    )
    password = PasswordField(
        "Password",
        missing="Enter your password.",
        longest=200,
        autocomplete="current-password",
    )

    def draft(self) -> SignIn:
        """Return the sign-in that is asked for."""
        return SignIn(email=str(self.email.data), password=str(self.password.data))
