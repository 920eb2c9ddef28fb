"""Learners and their accounts."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser

from teaching_app.models import Learner


def of(*, user: AbstractBaseUser) -> Learner:
    """Return the learner behind an account; every account may practise."""
    return Learner.objects.get_or_create(user=user)[0]
