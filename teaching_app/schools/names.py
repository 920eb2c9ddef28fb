"""Under which name the account of a teacher or a colleague is shown and kept."""

from __future__ import annotations

from django.contrib.auth.models import User

MAX_KEPT = 150  # the length of the fields that keep a name beside what somebody did


def name_of(user: User) -> str:
    """The full name, which is what others know, or the name of the account."""
    return user.get_full_name() or user.get_username()


def kept_name_of(user: User) -> str:
    """The name as rows keep it: they outlive the account."""
    return name_of(user)[:MAX_KEPT]
