"""Secrets in links, and codes that people type."""

from __future__ import annotations

import secrets

# Without characters that look alike on paper: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
CODE_LETTERS = "ACDEFGHJKMNPQRTWXY34679"
CODE_LENGTH = 7


def new_token() -> str:
    """Return an unguessable secret for a link."""
    return secrets.token_urlsafe(24)


def new_code() -> str:
    """Return a code to read off a board; ``CODE_LENGTH`` letters, 31 bits."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
