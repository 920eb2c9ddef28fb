"""Who is offered a second factor, of whom one is asked, and the pages that set it up."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from teaching_app import second_factor
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.sign_in import account, code_now, confirm, set_up, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """Attempts are counted by account and address, which tests share."""
    cache.clear()


@pytest.fixture
def staff(db: None) -> User:
    return account(is_staff=True)


def with_second_factor(user: User) -> str:
    """Set one up; the secret of its app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def test_it_is_offered_to_staff_and_teachers_and_not_to_learners(staff: User) -> None:
    teacher = UserFactory()
    teacher.groups.add(Group.objects.create(name="teachers"))
    assert second_factor.may_use(staff)
    assert second_factor.may_use(teacher)
    assert not second_factor.may_use(LearnerFactory().user)
    assert not second_factor.may_use(AnonymousUser())


def test_another_application_offers_it_to_a_role_of_its_own(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(second_factor, "_roles", [])
    markers = {UserFactory().pk}
    second_factor.offer_to(lambda account: account.pk in markers)
    settings.SECOND_FACTOR = "required"
    for user in User.objects.all():
        assert second_factor.is_required_of(user)
    assert not second_factor.may_use(UserFactory())


def test_it_is_required_only_where_the_setting_says_so(
    settings: Any, staff: User
) -> None:
    assert not second_factor.is_required_of(staff)
    settings.SECOND_FACTOR = "required"
    assert second_factor.is_required_of(staff)
    assert not second_factor.is_required_of(LearnerFactory().user)


def test_its_pages_are_not_there_for_a_learner(client: Client) -> None:
    sign_in(client, account())
    for name in ("mfa_index", "mfa_activate_totp", "mfa_view_recovery_codes"):
        assert client.get(reverse(name)).status_code == 404, name


def test_whoever_has_one_may_still_put_it_away_without_the_role(client: Client) -> None:
    former = account()
    with_second_factor(former)
    client.force_login(former, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_setting_it_up_asks_for_the_password_again(client: Client, staff: User) -> None:
    sign_in(client, staff)
    response = client.get(reverse("mfa_activate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))


def test_it_is_set_up_with_a_code_and_leads_to_recovery_codes(
    client: Client, staff: User
) -> None:
    sign_in(client, staff)
    response = set_up(client)
    assert response.request["PATH_INFO"] == reverse("mfa_view_recovery_codes")
    kinds = Authenticator.objects.filter(user=staff).values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}


def test_a_wrong_code_sets_up_nothing(client: Client, staff: User) -> None:
    sign_in(client, staff)
    confirm(client)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Incorrect code." in page.content.decode()
    assert not Authenticator.objects.exists()


def test_signing_in_asks_for_the_code(client: Client, staff: User) -> None:
    secret = with_second_factor(staff)
    assert sign_in(client, staff).url == reverse("mfa_authenticate")
    assert client.get(reverse("history")).status_code == 302, "not signed in yet"
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert client.get(reverse("history")).status_code == 200


def test_a_recovery_code_stands_in_once(client: Client, staff: User) -> None:
    sign_in(client, staff)
    set_up(client)
    codes = Authenticator.objects.get(user=staff, type="recovery_codes").wrap()
    (code, *_) = codes.get_unused_codes()
    for answer in (200, 302):
        client.logout()
        sign_in(client, staff)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(reverse("history")).status_code == answer


def test_the_pages_are_written_in_our_manner_and_in_chinese(
    client: Client, staff: User
) -> None:
    sign_in(client, staff)
    confirm(client)
    english = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<h1>Activate authenticator app</h1>" in english
    assert ">Authenticator secret</label>" in english
    chinese = client.get(
        reverse("mfa_activate_totp"), headers={"accept-language": "zh-hans"}
    ).content.decode()
    assert "<h1>激活身份验证器应用</h1>" in chinese
