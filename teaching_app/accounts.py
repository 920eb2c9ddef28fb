"""How accounts differ here from what allauth does by itself."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


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
