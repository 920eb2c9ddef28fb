"""The account behind a platform's user: matched by who they are there, or made.

A platform says which address somebody has; it does not prove it, and an institution's
administrator may register any platform. So an address never opens an account that is
there already: its owner signs in and connects the two.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from lti_tool.models import LtiUser

from teaching_app.practice.errors import TeachingError
from teaching_app.practice.models import Learner
from teaching_app.schools.models import Institution
from teaching_app.schools.services import cards
from teaching_app.schools.staff import memberships_of


class NotThisAccountError(TeachingError):
    """An account that stays closed: of site or another school's staff, or switched off."""


def of(lti_user: LtiUser) -> User | None:
    """The account of a platform's user; ``NotThisAccountError`` if it stays closed."""
    user: User | None = lti_user.auth_user
    if user is not None and not may_open(user, institution_of(lti_user)):
        raise NotThisAccountError(str(user))
    return user


def institution_of(lti_user: LtiUser) -> Institution:
    """The institution that has registered the user's platform."""
    found: Institution = lti_user.registration.platform.institution
    return found


def may_open(user: User, institution: Institution) -> bool:
    """Whether a system of an institution may sign somebody in to an account.

    Whoever runs that system may sign in as anybody it knows. So it opens no account
    that has rights elsewhere: of site staff, or of another institution's staff.
    """
    if not user.is_active or user.is_staff or user.is_superuser:
        return False
    return not memberships_of(user).exclude(institution=institution).exists()


def has_address_here(lti_user: LtiUser) -> bool:
    """Whether an account has confirmed the address that the platform names."""
    known = EmailAddress.objects.filter(verified=True, email__iexact=lti_user.email)
    return bool(lti_user.email) and known.exists()


def name_of(lti_user: LtiUser) -> str:
    """The name that a platform gives; empty where it keeps names to itself."""
    parts = f"{lti_user.given_name} {lti_user.family_name}".strip()
    return str(lti_user.name or parts)


@transaction.atomic
def create(*, lti_user: LtiUser) -> User:
    """Make an account without a password, and the learner behind it."""
    lti_user = LtiUser.objects.select_for_update().get(pk=lti_user.pk)
    known: User | None = lti_user.auth_user
    if known:  # by another tab, meanwhile
        return known
    name = name_of(lti_user)
    longest = get_user_model()._meta.get_field("first_name").max_length
    user = get_user_model()(
        username=cards.free_username(name),
        first_name=(lti_user.given_name or name)[:longest],
        last_name=lti_user.family_name[:longest] if lti_user.given_name else "",
    )
    user.set_unusable_password()
    user.save()
    Learner.objects.create(user=user, display_name=name[:80])
    _join(lti_user, user)
    return user


def connect(*, lti_user: LtiUser, user: User) -> None:
    """Connect a platform's user with the account of whoever is signed in."""
    if not may_open(user, institution_of(lti_user)):
        raise NotThisAccountError(str(user))
    _join(lti_user, user)


def _join(lti_user: LtiUser, user: User) -> None:
    lti_user.auth_user = user
    lti_user.save(update_fields=["auth_user"])
