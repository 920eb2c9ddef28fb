"""How accounts differ here from what allauth does by itself."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def confirmed_address(user: User) -> str:
    """The address for mail about what an account does; "" if none is confirmed.

    Where no mail is sent, none can be confirmed: then it is the one that was given.
    """
    if settings.ACCOUNT_EMAIL_VERIFICATION == EmailVerificationMethod.NONE:
        return str(user.email)
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    first = confirmed.order_by("-primary", "pk").first()
    return str(first.email) if first else ""


class AccountAdapter(DefaultAccountAdapter):
    """Named by ``ACCOUNT_ADAPTER``."""

    def is_safe_url(self, url: str) -> bool:
        """Treat an address that cannot be parsed as unsafe; allauth raises for it."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def clean_username(self, username: str, *args: Any, **options: Any) -> str:
        """Refuse an e-mail address, with which somebody else may sign in."""
        if "@" in username:
            raise ValidationError(_("A username has no “@”: it is shown to others."))
        return str(super().clean_username(username, *args, **options))
