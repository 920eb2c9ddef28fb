"""Signing in with a school's account."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from requests.adapters import HTTPAdapter

from teaching_app.encrypted_texts import decrypt
from teaching_app.lti.models import SignOn
from teaching_app.lti.services import sign_ons
from teaching_app.schools.models import Institution
from tests.factories.models import UserFactory
from tests.factories.oidc import CLIENT_ID, SECRET, SimulatedProvider
from tests.factories.schools import MembershipFactory
from tests.unit.teaching_app.access import BACKEND
from tests.unit.teaching_app.lti.views.test_entering import known

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> SimulatedProvider:
    """A provider that answers in place of every host."""
    settings.LTI_LOCAL_HOSTS = frozenset({"id.school.example"})
    provider = SimulatedProvider()
    monkeypatch.setattr(
        HTTPAdapter, "send", lambda _self, request, **_: provider.send(request)
    )
    return provider


@pytest.fixture
def sign_on(school: Institution, provider: SimulatedProvider) -> SignOn:
    """The school's sign-on, whose domain site staff have confirmed."""
    sign_on = sign_ons.register(
        institution=school,
        by=school.memberships.get().user,
        secret=SECRET,
        kind="other",
        issuer=provider.url,
        client_id=CLIENT_ID,
        domain="school.example",
    )
    sign_ons.confirm(sign_on=sign_on)
    return sign_on


def sign_in(client: Client, sign_on: SignOn, provider: SimulatedProvider) -> Any:
    """The whole way: the school's page, the provider, and back."""
    page = client.get(f"/sign-on/{sign_on.public_id}/")
    answer = provider.authorise(page.context["goes_to"])
    address = f"/accounts/oidc/{sign_on.public_id.hex}/login/callback/"
    return client.get(address, answer)


def account_in(client: Client) -> User | None:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk) if pk else None


def test_an_address_leads_to_its_school(client: Client, sign_on: SignOn) -> None:
    response = client.post("/sign-on/", {"address": "Mia@School.example"})
    assert response.url == f"/sign-on/{sign_on.public_id}/"
    page = client.get(response.url)
    assert b"never by us" in page.content
    assert b"id.school.example" in page.content


def test_an_unknown_address_is_told_so(client: Client, sign_on: SignOn) -> None:
    response = client.post("/sign-on/", {"address": "mia@elsewhere.example"})
    assert response.status_code == 400
    assert b"No school with this address" in response.content


def test_the_sign_in_page_offers_it_where_a_domain_is_confirmed(
    client: Client, sign_on: SignOn
) -> None:
    offer = "Sign in with your school’s account".encode()
    assert offer in client.get("/accounts/login/").content
    SignOn.objects.update(domain_confirmed_at=None)
    assert offer not in client.get("/accounts/login/").content
    response = client.post("/sign-on/", {"address": "mia@school.example"})
    assert response.status_code == 400


def test_a_new_person_gets_an_account_with_the_address(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    assert sign_in(client, sign_on, provider).status_code == 302
    user = account_in(client)
    assert user
    assert (user.username, user.get_full_name()) == ("mia-wang", "Mia Wang")
    assert EmailAddress.objects.get(user=user).verified
    assert not user.has_usable_password()


@pytest.mark.parametrize(("part", "status"), [("login", 200), ("login/callback", 401)])
def test_a_provider_has_its_own_pages_while_it_is_in_use(
    part: str, status: int, client: Client, sign_on: SignOn
) -> None:
    address = f"/accounts/oidc/{sign_on.public_id.hex}/{part}/"
    assert client.get(address).status_code == status
    SignOn.objects.update(is_active=False)
    assert client.get(address).status_code == 404


def test_the_same_person_has_the_same_account(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    sign_in(client, sign_on, provider)
    provider.claims["email"] = "m.wang@school.example"
    again = Client()
    sign_in(again, sign_on, provider)
    assert account_in(again) == account_in(client)


def test_a_verified_address_opens_the_account_that_has_confirmed_it(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    owner = known("mia@school.example")
    sign_in(client, sign_on, provider)
    assert account_in(client) == owner
    assert SocialAccount.objects.get().user == owner


@pytest.mark.parametrize("said", [False, "false", None, "no"])
def test_an_address_that_is_not_verified_opens_nothing(
    said: Any, client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    owner = known("mia@school.example")
    provider.claims["email_verified"] = said
    sign_in(client, sign_on, provider)
    assert account_in(client) not in (None, owner)
    assert EmailAddress.objects.filter(verified=True).count() == 1


def test_a_domain_nobody_has_confirmed_opens_nothing(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    owner = known("mia@school.example")
    SignOn.objects.update(domain_confirmed_at=None)
    sign_in(client, sign_on, provider)
    assert account_in(client) not in (None, owner)


def test_an_address_of_another_domain_is_refused(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    owner = known("mia@bank.example")
    provider.claims["email"] = owner.email
    assert sign_in(client, sign_on, provider).status_code == 403
    assert account_in(client) is None


def test_an_address_the_account_has_not_confirmed_opens_nothing(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    squatter = UserFactory(email="mia@school.example")
    EmailAddress.objects.create(user=squatter, email=squatter.email, verified=False)
    sign_in(client, sign_on, provider)
    assert account_in(client) != squatter


def test_microsoft_must_say_that_the_domain_owner_verified_it(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    owner = known("mia@school.example")
    SignOn.objects.update(kind="microsoft")
    sign_in(client, sign_on, provider)
    assert account_in(client) != owner
    provider.claims |= {"sub": "person-2", "xms_edov": True}
    again = Client()
    sign_in(again, sign_on, provider)
    assert account_in(again) == owner


def test_accounts_of_site_staff_are_not_opened(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    known("mia@school.example", is_staff=True)
    assert sign_in(client, sign_on, provider).status_code == 403
    assert account_in(client) is None


def test_the_rights_of_another_schools_staff_are_not_opened(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    MembershipFactory(user=known("mia@school.example"))
    assert sign_in(client, sign_on, provider).status_code == 403
    assert account_in(client) is None


@pytest.mark.parametrize(
    "changes", [{"audience": "other"}, {"issuer": "https://x"}, {"lasts_s": -10}]
)
def test_a_token_that_is_not_for_us_signs_nobody_in(
    changes: dict[str, Any],
    client: Client,
    sign_on: SignOn,
    provider: SimulatedProvider,
) -> None:
    for name, value in changes.items():
        setattr(provider, name, value)
    sign_in(client, sign_on, provider)
    assert account_in(client) is None


def test_an_answer_without_its_own_question_signs_nobody_in(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    page = client.get(f"/sign-on/{sign_on.public_id}/")
    answer = provider.authorise(page.context["goes_to"])
    other = Client()
    other.get(f"/accounts/oidc/{sign_on.public_id.hex}/login/callback/", answer)
    assert account_in(other) is None


def test_a_provider_that_is_stopped_signs_nobody_in(
    client: Client, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    page = client.get(f"/sign-on/{sign_on.public_id}/")
    answer = provider.authorise(page.context["goes_to"])
    SignOn.objects.update(is_active=False)
    address = f"/accounts/oidc/{sign_on.public_id.hex}/login/callback/"
    assert client.get(address, answer).status_code == 404
    assert client.get(f"/sign-on/{sign_on.public_id}/").status_code == 404


def test_the_secret_is_encrypted(sign_on: SignOn) -> None:
    assert SECRET not in SignOn.objects.get().secret
    assert decrypt(sign_on.secret) == SECRET


def test_another_secret_key_cannot_read_it(sign_on: SignOn, settings: Any) -> None:
    earlier, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    assert decrypt(sign_on.secret) == ""
    settings.SECRET_KEY_FALLBACKS = [earlier]
    assert decrypt(sign_on.secret) == SECRET


# --- an administrator sets it up -------------------------------------------------------


def administrator(school: Institution) -> Client:
    client = Client()
    client.force_login(school.memberships.get().user, backend=BACKEND)
    return client


def register(school: Institution, **values: str) -> Any:
    form = {"domain": "School.example", "client_id": "1", "secret": "s", **values}
    address = f"/teach/institutions/{school.public_id}/sign-on/"
    return administrator(school).post(address, form)


@pytest.mark.parametrize(
    ("values", "issuer"),
    [
        ({"kind": "google"}, "https://accounts.google.com"),
        (
            {"kind": "microsoft", "tenant": "8d3f2c1a-1111-4222-8333-123456789abc"},
            "https://login.microsoftonline.com/8d3f2c1a-1111-4222-8333-123456789abc/v2.0",
        ),
        (
            {"kind": "other", "issuer": "https://id.school.example"},
            "https://id.school.example",
        ),
    ],
)
def test_providers_are_set_up(
    values: dict[str, str], issuer: str, school: Institution, provider: Any
) -> None:
    assert register(school, **values).status_code == 302
    made = SignOn.objects.get()
    assert (made.issuer, made.domain) == (issuer, "school.example")
    assert made.domain_confirmed_at is None
    page = administrator(school).get(f"/teach/institutions/{school.public_id}/sign-on/")
    assert b"domain not confirmed yet" in page.content


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "microsoft", "tenant": "common"},
        {"kind": "microsoft"},
        {"kind": "other", "issuer": "http://10.0.0.1"},
        {"kind": "other"},
        {"kind": "google", "domain": "school"},
        {"kind": "google", "secret": ""},
    ],
    ids=str,
)
def test_what_would_let_others_in_is_refused(
    values: dict[str, str], school: Institution, provider: Any
) -> None:
    assert register(school, **values).status_code == 400
    assert not SignOn.objects.exists()


def test_a_domain_has_one_sign_on(school: Institution, sign_on: SignOn) -> None:
    assert register(school, kind="google").status_code == 400


def test_a_confirmed_domain_is_one_schools(
    school: Institution, sign_on: SignOn
) -> None:
    other = SignOn.objects.create(
        institution=Institution.objects.create(name="Other"),
        kind="google",
        issuer="https://accounts.google.com",
        domain="school.example",
    )
    assert not sign_ons.confirm(sign_on=other, at=timezone.now())


def test_a_provider_is_stopped_resumed_renewed_and_removed(
    school: Institution, sign_on: SignOn, provider: SimulatedProvider
) -> None:
    sign_in(Client(), sign_on, provider)
    client, address = administrator(school), f"/teach/sign-on/{sign_on.public_id}/"
    client.post(address, {"stop": "yes"})
    assert not SignOn.objects.get().is_active
    client.post(address, {"resume": "yes"})
    assert SignOn.objects.get().is_active
    client.post(address, {"secret": "renewed"})
    assert decrypt(SignOn.objects.get().secret) == "renewed"
    client.post(address, {"remove": "yes"})
    assert not SignOn.objects.exists()
    assert not SocialAccount.objects.exists()
    assert User.objects.filter(username="mia-wang").exists(), "the account stays"
