"""The name stored with what somebody wrote."""

from __future__ import annotations

from django.contrib.auth.models import User

LONGEST = 150


def name_of(user: User) -> str:
    """The full name, which others know, or else the username."""
    return (user.get_full_name() or user.get_username())[:LONGEST]
