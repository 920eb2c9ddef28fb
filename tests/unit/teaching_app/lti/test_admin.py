"""Site staff confirm whose a domain is, and see no secret."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from teaching_app.lti.models import SignOn
from teaching_app.schools.models import Institution
from tests.factories.models import UserFactory
from tests.factories.schools import InstitutionFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db

LIST = "/staff/lti/signon/"


def sign_on(school: Institution) -> SignOn:
    return SignOn.objects.create(
        institution=school,
        kind="google",
        issuer="https://accounts.google.com",
        domain="school.example",
        secret="encrypted text",
    )


def staff(*permissions: str) -> Client:
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def confirm(client: Client, *rows: SignOn) -> str:
    form = {"action": "confirm_domain", "_selected_action": [r.pk for r in rows]}
    return client.post(LIST, form, follow=True).content.decode()


def test_a_domain_is_confirmed_for_one_school() -> None:
    first, second = (sign_on(InstitutionFactory()) for _ in range(2))
    client = staff("view_signon", "change_signon")
    confirm(client, first)
    first.refresh_from_db()
    assert first.domain_confirmed_at is not None
    assert "confirmed for another school" in confirm(client, second)
    second.refresh_from_db()
    assert second.domain_confirmed_at is None


def test_who_may_only_look_confirms_nothing() -> None:
    row = sign_on(InstitutionFactory())
    confirm(staff("view_signon"), row)
    row.refresh_from_db()
    assert row.domain_confirmed_at is None


def test_the_secret_is_not_shown() -> None:
    row = sign_on(InstitutionFactory())
    page = staff("view_signon").get(f"{LIST}{row.pk}/change/").content.decode()
    assert "school.example" in page
    assert "encrypted text" not in page
