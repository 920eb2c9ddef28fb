"""Learners and their accounts."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User

from teaching_app.practice.models import Learner

TEACHERS = "teachers"


def of(*, user: User) -> Learner:
    """Return the learner behind an account; every account may practise."""
    return Learner.objects.get_or_create(user=user)[0]


def is_teacher(user: User) -> bool:
    """Whether an account teaches."""
    return user.groups.filter(name=TEACHERS).exists()


def language_of(user: User | AnonymousUser) -> str:
    """The language an account has chosen, or an empty string."""
    if not user.is_authenticated:
        return ""
    chosen = Learner.objects.filter(user=user).values_list("language", flat=True)
    return chosen.first() or ""


def choose_language(*, user: User, language: str) -> None:
    """Store the language for every browser that the account is used in."""
    Learner.objects.filter(pk=of(user=user).pk).update(language=language)


def choose_voice(*, learner: Learner, voice: str) -> None:
    """Store which synthetic voice a learner wants to hear."""
    Learner.objects.filter(pk=learner.pk).update(voice=voice)
