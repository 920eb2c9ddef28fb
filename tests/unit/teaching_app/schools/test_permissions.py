"""Who is let into teachers' pages, and when a second factor comes first."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from teaching_app import second_factor
from tests.factories.models import LearnerFactory
from tests.factories.schools import MembershipFactory
from tests.factories.sign_in import account, code_now, set_up, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """Attempts are counted by account and address, which tests share."""
    cache.clear()


@pytest.fixture
def teacher(db: None) -> User:
    return MembershipFactory(user=account()).user


@pytest.fixture
def teacher_client(teacher: User) -> Client:
    client = Client()
    sign_in(client, teacher)
    return client


def require(teacher: User) -> None:
    institution = teacher.memberships.get().institution
    institution.needs_second_factor = True
    institution.save()


def test_teachers_are_offered_a_second_factor_and_learners_not(teacher: User) -> None:
    assert second_factor.may_use(teacher)
    assert not second_factor.may_use(LearnerFactory().user)


def test_their_first_page_offers_it_until_it_is_set_up(
    teacher: User, teacher_client: Client
) -> None:
    offer = reverse("mfa_activate_totp")
    assert offer in teacher_client.get(reverse("teach_home")).content.decode()
    TOTP.activate(teacher, generate_totp_secret())
    assert offer not in teacher_client.get(reverse("teach_home")).content.decode()


def test_where_the_institution_asks_for_it_it_is_set_up_first(
    teacher: User, teacher_client: Client
) -> None:
    require(teacher)
    response = teacher_client.get(reverse("teach_home"))
    assert response.url == reverse("mfa_activate_totp")


def test_where_the_site_asks_for_it_it_is_set_up_first(
    settings: Any, teacher_client: Client
) -> None:
    settings.SECOND_FACTOR = "required"
    response = teacher_client.get(reverse("teach_home"))
    assert response.url == reverse("mfa_activate_totp")


def test_an_unverified_session_is_asked_and_comes_back(
    teacher: User, teacher_client: Client
) -> None:
    require(teacher)
    secret = generate_totp_secret()
    TOTP.activate(teacher, secret)
    page = reverse("teach_class_new")
    response = teacher_client.get(page)
    assert unquote(response.url) == f"{reverse('mfa_reauthenticate')}?next={page}"
    answer = teacher_client.post(
        response.url, {"code": code_now(secret), "next": page}, follow=True
    )
    assert (answer.request["PATH_INFO"], answer.status_code) == (page, 200)


def test_after_verification_a_sent_form_leads_back_to_an_existing_page(
    teacher: User, teacher_client: Client
) -> None:
    require(teacher)
    TOTP.activate(teacher, generate_totp_secret())
    institution = teacher.memberships.get().institution
    response = teacher_client.post(reverse("teach_leave", args=[institution.public_id]))
    assert unquote(response.url).endswith(f"?next={reverse('teach_home')}")
    assert teacher.memberships.filter(ended_at=None).exists()


@pytest.mark.django_db(transaction=True)  # allauth tells of it after the commit
def test_setting_it_up_counts_as_verification(client: Client) -> None:
    teacher = MembershipFactory(user=account()).user
    require(teacher)
    sign_in(client, teacher)
    set_up(client)
    assert client.get(reverse("teach_home")).status_code == 200
