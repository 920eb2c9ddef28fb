"""Under which name somebody is kept beside what they wrote."""

from __future__ import annotations

from django.contrib.auth.models import User

LONGEST = 150


def name_of(user: User) -> str:
    """The full name, which is what others know, or the name of the account."""
    return (user.get_full_name() or user.get_username())[:LONGEST]
