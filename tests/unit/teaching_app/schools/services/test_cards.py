"""Accounts that a school makes, and the passwords on their cards."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password

from teaching_app.schools.models import Enrolment, FirstPassword
from teaching_app.schools.services import cards
from teaching_app.schools.services.cards import Card, NoCardError
from tests.factories.models import UserFactory
from tests.factories.schools import (
    EnrolmentFactory,
    FirstPasswordFactory,
    InstitutionFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


def made(name: str, username: str = "") -> Card:
    _learner, card = cards.make_account(
        name=name, username=username, institution=InstitutionFactory(), by=UserFactory()
    )
    return card


def with_card() -> Enrolment:
    enrolment = EnrolmentFactory()
    FirstPasswordFactory(
        user=enrolment.learner.user, institution=enrolment.school_class.institution
    )
    return enrolment


def test_a_card_opens_an_account_that_says_its_password_must_change() -> None:
    card = made("Anna Schmidt")
    user = get_user_model().objects.get(username=card.username)
    assert card.username == "anna-schmidt"
    assert user.check_password(card.password)
    assert user.first_password.changed_at is None
    assert user.email == ""


def test_first_passwords_follow_the_rules_and_differ() -> None:
    passwords = {made(f"Learner {n}").password for n in range(20)}
    assert len(passwords) == 20
    for password in passwords:
        validate_password(password)


def test_a_first_password_is_hashed_quickly_and_rehashed_after_its_use(
    settings: Any,
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    card = made("Anna")
    user = get_user_model().objects.get(username=card.username)
    assert f"${cards.ITERATIONS}$" in user.password
    assert user.check_password(card.password)
    assert f"${cards.ITERATIONS}$" not in user.password


def test_a_username_is_derived_from_the_name_and_unique() -> None:
    first, second, chinese = made("Li Wei"), made("Li Wei"), made("李伟")
    assert first.username == "li-wei"
    assert second.username.startswith("li-wei-")
    assert chinese.username.startswith("learner-")


def test_a_new_card_replaces_the_password_and_asks_for_another_again() -> None:
    enrolment = with_card()
    user = enrolment.learner.user
    cards.choose_password(user=user, password="a long sentence nobody guesses")
    assert FirstPassword.objects.get().changed_at
    card = cards.renew(enrolment=enrolment, by=UserFactory())
    user.refresh_from_db()
    assert user.check_password(card.password)
    assert FirstPassword.objects.get().changed_at is None


@pytest.mark.parametrize(
    "reason", ["own", "other_school", "email", "left", "site", "teacher"]
)
def test_no_card_for_an_account_that_the_school_did_not_create(reason: str) -> None:
    enrolment = with_card()
    user = enrolment.learner.user
    if reason == "own":
        FirstPassword.objects.all().delete()
    if reason == "other_school":
        FirstPassword.objects.update(institution=InstitutionFactory())
    if reason == "email":
        EmailAddress.objects.create(user=user, email="li@example.org")
    if reason == "left":
        Enrolment.objects.update(state=Enrolment.State.LEFT)
    if reason == "site":
        get_user_model().objects.filter(pk=user.pk).update(is_staff=True)
    if reason == "teacher":
        MembershipFactory(user=user)
    before = get_user_model().objects.get(pk=user.pk).password
    with pytest.raises(NoCardError):
        cards.renew(enrolment=enrolment, by=UserFactory())
    assert get_user_model().objects.get(pk=user.pk).password == before
