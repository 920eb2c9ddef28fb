"""A password from a card opens one page alone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from teaching_app.schools.models import FirstPassword
from teaching_app.schools.services import cards
from tests.factories.models import UserFactory
from tests.factories.schools import EnrolmentFactory, FirstPasswordFactory
from tests.factories.sign_in import PASSWORD, account, sign_in

pytestmark = pytest.mark.django_db
OWN = "three words in a row"


@pytest.fixture
def user() -> User:
    return FirstPasswordFactory(user=account()).user


def choose(client: Client, password: str) -> object:
    form = {"new_password1": password, "new_password2": password}
    return client.post(reverse("choose_password"), form)


def test_every_page_leads_to_the_choice_until_it_is_made(
    user: User, client: Client
) -> None:
    sign_in(client, user)
    for name in ("phrase_list", "my_classes", "my_data", "account_change_password"):
        assert client.get(reverse(name)).url == reverse("choose_password")
    assert client.post(reverse("ask_export")).url == reverse("choose_password")
    assert choose(client, OWN).url == reverse("my_classes")
    assert client.get(reverse("my_classes")).status_code == 200
    assert FirstPassword.objects.get().changed_at
    user.refresh_from_db()
    assert user.check_password(OWN)


def test_who_printed_a_new_card_is_told_at_the_next_sign_in(client: Client) -> None:
    enrolment = EnrolmentFactory(learner__user=account())
    learner, school = enrolment.learner, enrolment.school_class.institution
    FirstPasswordFactory(user=learner.user, institution=school)
    sign_in(client, learner.user)
    page = reverse("choose_password")
    assert "new card" not in client.get(page).content.decode()
    by = UserFactory(first_name="Ann", last_name="Lee")
    card = cards.renew(enrolment=enrolment, by=by)
    again = Client()
    sign_in(again, learner.user, card.password)
    shown = again.get(page).content.decode()
    assert "A new card was printed for your account" in shown
    assert "Ann Lee" in shown
    event = school.audit_events.get()
    assert (event.actor, event.learner) == (by, learner)


def test_signing_out_and_the_other_language_work_before(
    user: User, client: Client
) -> None:
    sign_in(client, user)
    client.post(reverse("choose_language"), {"language": "zh-hans"})
    assert 'lang="zh-hans"' in client.get(reverse("choose_password")).content.decode()
    client.post(reverse("account_logout"))
    assert client.get(reverse("phrase_list")).status_code == 200


@pytest.mark.parametrize("password", [PASSWORD, "short", "12345678"])
def test_the_cards_password_and_weak_ones_are_refused(
    password: str, user: User, client: Client
) -> None:
    sign_in(client, user)
    page = choose(client, password)
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()
    assert FirstPassword.objects.get().changed_at is None
    assert client.get(reverse("phrase_list")).status_code == 302


def test_it_is_asked_once(user: User, client: Client) -> None:
    sign_in(client, user)
    choose(client, OWN)
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": user.username, "password": OWN})
    assert client.get(reverse("phrase_list")).status_code == 200


def test_others_are_never_asked(client: Client) -> None:
    sign_in(client, account())
    assert client.get(reverse("phrase_list")).status_code == 200
    assert client.get(reverse("choose_password")).url == reverse("my_classes")


def test_it_costs_no_query_with_each_page(
    user: User, django_assert_max_num_queries: object
) -> None:
    client = Client()
    client.force_login(
        UserFactory(), backend="django.contrib.auth.backends.ModelBackend"
    )
    client.get(reverse("join_by_code"))
    # session, account, its language; in the header: classes, and a staff role
    with django_assert_max_num_queries(5):
        client.get(reverse("join_by_code"))
