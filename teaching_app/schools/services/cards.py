"""Accounts for learners without e-mail: a username and a first password on a card."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import (
    PBKDF2PasswordHasher,
    get_hasher,
    make_password,
)
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from teaching_app.practice.errors import TeachingError
from teaching_app.practice.models import Learner
from teaching_app.schools.models import (
    AuditEvent,
    Enrolment,
    FirstPassword,
    Institution,
)
from teaching_app.schools.models.tokens import CODE_LETTERS
from teaching_app.schools.selectors.cards import NEW_CARD
from teaching_app.schools.selectors.enrolments import accounts_by_card

from . import audit

PASSWORD_GROUPS, GROUP_LENGTH = 2, 5  # 45 bits, in two groups that are easy to type
# Random, and replaced at the first sign-in: full key stretching is not needed and would
# take minutes for a class. Django rehashes with its full number once one is used.
ITERATIONS = 50_000
MAX_USERNAME = 30


class NoCardError(TeachingError):
    """The account is not one for which this institution may print a card."""


@dataclass(frozen=True, slots=True)
class Card:
    """The printed card; the password is stored nowhere else."""

    name: str
    username: str
    password: str


@transaction.atomic
def make_account(
    *, name: str, username: str, institution: Institution, by: User
) -> tuple[Learner, Card]:
    """Create an account; without a username, one is derived from the name."""
    password = _new_password()
    user = get_user_model().objects.create(
        username=username or free_username(name), password=_hashed(password)
    )
    FirstPassword.objects.create(user=user, made_by=by, institution=institution)
    learner = Learner.objects.create(user=user, display_name=name[:80])
    return learner, Card(name, user.get_username(), password)


@transaction.atomic
def renew(*, enrolment: Enrolment, by: User) -> Card:
    """Give an account a new first password; its sessions end."""
    user, password = enrolment.learner.user, _new_password()
    if user.pk not in accounts_by_card(enrolment.school_class):
        raise NoCardError(f"{user} was not made by {enrolment.school_class}'s school.")
    user.password = _hashed(password)
    user.save(update_fields=["password"])
    FirstPassword.objects.filter(user=user).update(
        made_by=by, made_at=timezone.now(), changed_at=None
    )
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what=NEW_CARD,
        institution=enrolment.school_class.institution,
        learner=enrolment.learner,
        details={"class": enrolment.school_class.name},
    )
    return Card(enrolment.name, user.get_username(), password)


@transaction.atomic
def choose_password(*, user: User, password: str) -> None:
    """Replace the printed password with the learner's own."""
    user.set_password(password)
    user.save(update_fields=["password"])
    note_own_password(user=user)


def note_own_password(*, user: User) -> None:
    """Record that an account no longer has its printed password."""
    FirstPassword.objects.filter(user=user.pk, changed_at=None).update(
        changed_at=timezone.now()
    )


def free_username(name: str) -> str:
    """An unused username: the name in ASCII letters, with a suffix if needed."""
    stem = slugify(name)[:MAX_USERNAME].strip("-") or "learner"
    accounts = get_user_model().objects
    username = stem if stem != "learner" else f"{stem}-{_letters(3)}"
    while accounts.filter(username__iexact=username).exists():
        username = f"{stem}-{_letters(3)}"
    return username


def _letters(n: int) -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(n)).lower()


def _new_password() -> str:
    """Letters and digits; never digits alone, which password validation refuses."""
    while True:
        password = "-".join(_letters(GROUP_LENGTH) for _ in range(PASSWORD_GROUPS))
        if any(letter.isalpha() for letter in password):
            return password


def _hashed(password: str) -> str:
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), ITERATIONS)
    return make_password(password)
