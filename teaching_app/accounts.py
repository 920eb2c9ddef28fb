"""How accounts differ here from what allauth does by itself."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Named by ``ACCOUNT_ADAPTER``."""

    def is_safe_url(self, url: str) -> bool:
        """Treat an address that cannot be parsed as unsafe; allauth raises for it."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False
