"""Signing in with a school's account by SAML, with signed assertions."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client
from requests.adapters import HTTPAdapter

from teaching_app.lti.models import SignOn
from teaching_app.lti.protocol import saml
from teaching_app.lti.services import sign_ons
from teaching_app.schools.models import Institution
from tests.unit.teaching_app.access import BACKEND
from tests.unit.teaching_app.lti.views.test_entering import known

pytest.importorskip("onelogin", reason="SAML is an extra")
from tests.factories.identity_provider import (
    ENTITY_ID,
    SimulatedIdentityProvider,
    key_and_certificate,
)

pytestmark = pytest.mark.django_db
URL = "https://id.school.example/metadata"


def browser() -> Client:
    """One that names the site it asks, which the library looks at."""
    return Client(headers={"host": "testserver"})


@pytest.fixture
def client() -> Client:
    return browser()


@pytest.fixture
def provider(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> SimulatedIdentityProvider:
    """An identity provider whose metadata are there for every address."""
    settings.LTI_LOCAL_HOSTS = frozenset({"id.school.example"})
    provider = SimulatedIdentityProvider()

    def send(_self: object, request: Any, **_: object) -> requests.Response:
        response = requests.Response()
        response.status_code, response.url = 200, request.url
        response.raw = io.BytesIO(provider.metadata.encode())
        return response

    monkeypatch.setattr(HTTPAdapter, "send", send)
    return provider


@pytest.fixture
def sign_on(school: Institution, provider: SimulatedIdentityProvider) -> SignOn:
    """The school's sign-on, whose domain site staff have confirmed."""
    sign_on = sign_ons.register_saml(
        institution=school,
        by=school.memberships.get().user,
        domain="school.example",
        metadata=provider.metadata,
        metadata_url=URL,
    )
    sign_ons.confirm(sign_on=sign_on)
    return sign_on


def asked(client: Client, sign_on: SignOn) -> str:
    """Where the school's page sends the browser."""
    page = client.get(f"/sign-on/{sign_on.public_id}/")
    return str(page.context["goes_to"])


def bring(client: Client, sign_on: SignOn, form: Mapping[str, str]) -> Any:
    """The answer comes by the browser, from the provider's page."""
    address = f"/accounts/saml/{sign_on.public_id.hex}/acs/"
    return client.post(address, form, follow=True)


def sign_in(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> Any:
    return bring(client, sign_on, provider.answer(asked(client, sign_on)))


def account_in(client: Client) -> User | None:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk) if pk else None


def test_a_new_person_gets_an_account_with_the_address(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    sign_in(client, sign_on, provider)
    user = account_in(client)
    assert user
    assert (user.username, user.get_full_name()) == ("mia-wang", "Mia Wang")
    assert EmailAddress.objects.get(user=user).verified
    assert not user.has_usable_password()


def test_the_same_person_has_the_same_account(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    sign_in(client, sign_on, provider)
    provider.attributes["mail"] = "m.wang@school.example"
    again = browser()
    sign_in(again, sign_on, provider)
    assert account_in(again) == account_in(client)


def test_of_what_is_said_no_more_is_kept_than_is_needed(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    sign_in(client, sign_on, provider)
    assert "business" not in str(SocialAccount.objects.get().extra_data)


def test_a_verified_address_opens_the_account_that_has_confirmed_it(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    owner = known("mia@school.example")
    sign_in(client, sign_on, provider)
    assert account_in(client) == owner


@pytest.mark.parametrize("said", ["false", "", None])
def test_an_address_that_is_not_verified_opens_nothing(
    said: str | None,
    client: Client,
    sign_on: SignOn,
    provider: SimulatedIdentityProvider,
) -> None:
    owner = known("mia@school.example")
    provider.attributes.pop("email_verified")
    if said is not None:
        provider.attributes["email_verified"] = said
    sign_in(client, sign_on, provider)
    assert account_in(client) not in (None, owner)


def test_a_domain_nobody_has_confirmed_opens_nothing(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    owner = known("mia@school.example")
    SignOn.objects.update(domain_confirmed_at=None)
    sign_in(client, sign_on, provider)
    assert account_in(client) not in (None, owner)


def test_an_address_of_another_domain_is_refused(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    provider.attributes["mail"] = "mia@bank.example"
    page = sign_in(client, sign_on, provider)
    assert page.status_code == 403
    assert account_in(client) is None


def wrong_key(provider: SimulatedIdentityProvider) -> None:
    provider.key, provider.certificate = key_and_certificate("somebody")


def unsigned(provider: SimulatedIdentityProvider) -> None:
    provider.signs = False


def for_another(provider: SimulatedIdentityProvider) -> None:
    provider.audience = "https://elsewhere.example/metadata/"


def by_another(provider: SimulatedIdentityProvider) -> None:
    provider.issuer = "https://elsewhere.example/saml"


def too_old(provider: SimulatedIdentityProvider) -> None:
    provider.now -= timedelta(minutes=20)


def too_early(provider: SimulatedIdentityProvider) -> None:
    provider.now += timedelta(minutes=20)


@pytest.mark.parametrize(
    "spoil", [wrong_key, unsigned, for_another, by_another, too_old, too_early]
)
def test_what_is_not_for_us_signed_and_in_time_is_refused(
    spoil: Any, client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    spoil(provider)
    sign_in(client, sign_on, provider)
    assert account_in(client) is None
    assert not SocialAccount.objects.exists()


def test_a_clock_may_differ_by_some_minutes(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    provider.now += timedelta(minutes=3)
    sign_in(client, sign_on, provider)
    assert account_in(client)


def test_a_changed_assertion_is_refused(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    form = provider.answer(asked(client, sign_on))
    said = base64.b64decode(form["SAMLResponse"])
    changed = said.replace(b"mia@school.example", b"eva@school.example")
    assert changed != said
    bring(client, sign_on, {"SAMLResponse": base64.b64encode(changed).decode()})
    assert account_in(client) is None


def test_an_answer_works_once_and_in_its_own_browser(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    form = provider.answer(asked(client, sign_on))
    thief = browser()
    asked(thief, sign_on)
    assert bring(thief, sign_on, form).status_code == 403
    assert account_in(thief) is None
    bring(client, sign_on, form)
    assert account_in(client) is None, "the thief has used it up"


def test_an_answer_is_not_taken_twice(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    form = provider.answer(asked(client, sign_on))
    bring(client, sign_on, form)
    assert account_in(client)
    client.logout()
    assert bring(client, sign_on, form).status_code == 403
    assert account_in(client) is None


def test_nobody_is_signed_in_who_has_not_asked(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    address = f"http://testserver/accounts/saml/{sign_on.public_id.hex}/"
    bring(client, sign_on, provider.form("", f"{address}acs/", f"{address}metadata/"))
    assert account_in(client) is None


def test_a_name_that_changes_each_time_is_refused(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    provider.name_format = saml.TRANSIENT
    page = sign_in(client, sign_on, provider)
    assert page.status_code == 403
    assert "does not say who you are" in page.content.decode()


def test_either_key_is_believed_while_the_provider_changes_it(
    client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    provider.others = [provider.certificate]
    provider.key, provider.certificate = key_and_certificate("next")
    sign_ons.refresh_metadata()
    sign_in(client, sign_on, provider)
    assert account_in(client)
    before = SimulatedIdentityProvider()
    again = browser()
    sign_in(again, sign_on, before)
    assert account_in(again) == account_in(client)


def test_metadata_of_another_entity_are_not_taken(
    sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    by_another(provider)
    sign_ons.refresh_metadata()
    assert ENTITY_ID in SignOn.objects.get().metadata


@pytest.mark.parametrize("part", ["login", "acs", "acs/finish", "metadata"])
def test_a_provider_of_another_kind_has_no_such_page(
    part: str, client: Client, sign_on: SignOn
) -> None:
    SignOn.objects.update(kind="google")
    address = f"/accounts/saml/{sign_on.public_id.hex}/{part}/"
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("part", ["login", "login/callback"])
def test_a_provider_of_saml_has_no_page_of_openid_connect(
    part: str, client: Client, sign_on: SignOn, provider: SimulatedIdentityProvider
) -> None:
    address = f"/accounts/oidc/{sign_on.public_id.hex}/{part}/"
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    sign_in(client, sign_on, provider)
    assert account_in(client)


def test_our_metadata_are_there_for_the_provider(
    client: Client, sign_on: SignOn
) -> None:
    answer = client.get(f"/accounts/saml/{sign_on.public_id.hex}/metadata/")
    assert answer["Content-Type"] == "text/xml"
    assert f"{sign_on.public_id.hex}/acs/".encode() in answer.content


# --- an administrator sets it up -------------------------------------------------------


def register(school: Institution, **values: str) -> Any:
    client = Client()
    client.force_login(school.memberships.get().user, backend=BACKEND)
    form = {"domain": "School.example", **values}
    address = f"/teach/institutions/{school.public_id}/sign-on/"
    return client.post(f"{address}saml/", form, follow=True)


@pytest.mark.parametrize("by_address", [True, False])
def test_an_administrator_registers_a_provider_by_its_metadata(
    by_address: bool, school: Institution, provider: SimulatedIdentityProvider
) -> None:
    values = {"metadata_url": URL} if by_address else {"metadata": provider.metadata}
    page = register(school, **values).content.decode()
    sign_on = SignOn.objects.get()
    assert (sign_on.issuer, sign_on.domain) == (ENTITY_ID, "school.example")
    assert sign_on.domain_confirmed_at is None
    assert f"/accounts/saml/{sign_on.public_id.hex}/metadata/" in page
    assert register(school, **values).status_code == 400, "a domain has one sign-on"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"metadata": "<xml/>"},
        {"metadata": "no xml"},
        {"metadata_url": "https://10.0.0.1/metadata"},
        {"metadata_url": "http://id.example/metadata"},
    ],
    ids=str,
)
def test_what_cannot_be_a_provider_is_refused(
    values: dict[str, str], school: Institution, provider: SimulatedIdentityProvider
) -> None:
    assert register(school, **values).status_code == 400
    assert not SignOn.objects.exists()


def test_external_entities_are_not_read(
    school: Institution, provider: SimulatedIdentityProvider
) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    metadata = doctype + provider.metadata.replace(ENTITY_ID, "&e;")
    assert register(school, metadata=metadata).status_code == 400
