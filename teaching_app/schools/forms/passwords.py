"""A password in place of the one on a card."""

from __future__ import annotations

from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class OwnPasswordForm(SetPasswordForm):
    """Django's form; the password of the card is refused."""

    def clean_new_password1(self) -> str:
        """Refuse the printed password, which others have seen."""
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError(
                _("Choose another password than the one on the card.")
            )
        return password
