"""Opening an invitation."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.natives import tokens
from teaching_app.natives.models import Helper, Invitation
from teaching_app.schools import guesses
from tests.factories.natives import HelperFactory, InvitationFactory

pytestmark = pytest.mark.django_db

SAID = {
    "accent": "irish",
    "age_range": "45-59",
    "sex": "",
    "is_adult": "on",
    "agrees": "on",
}


def address(invitation: Invitation) -> str:
    return reverse("natives_invited", args=[tokens.of_invitation(invitation.public_id)])


def test_whoever_agrees_gets_a_page_of_their_own(client: Client) -> None:
    invitation = InvitationFactory(title="Unit 3")
    page = client.get(address(invitation)).content.decode()
    assert invitation.institution.name in page
    assert "take everything back at any time" in page
    response = client.post(address(invitation), SAID, follow=True)
    helper = Helper.objects.get()
    token = response.redirect_chain[-1][0].rstrip("/").rsplit("/")[-1]
    assert tokens.digest(token) == helper.token_hash
    assert "Begin" in response.content.decode()
    assert not client.session.get("_auth_user_id")


@pytest.mark.parametrize("missing", ["accent", "age_range", "is_adult", "agrees"])
def test_nobody_comes_without_what_has_to_be_said(client: Client, missing: str) -> None:
    said = {name: value for name, value in SAID.items() if name != missing}
    assert client.post(address(InvitationFactory()), said).status_code == 400
    assert not Helper.objects.exists()


def test_a_closed_or_full_invitation_says_so(client: Client) -> None:
    full = HelperFactory(invitation__max_helpers=1).invitation
    response = client.post(address(full), SAID)
    assert "As many people as were asked for" in response.content.decode()
    full.expires_at = full.created_at
    full.save()
    assert "Its time is over" in client.get(address(full)).content.decode()
    assert Helper.objects.count() == 1


def test_who_tries_many_links_has_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses, "WRONG_BY_ADDRESS", 2)
    for name in ("natives_invited", "helper_home"):
        assert client.get(reverse(name, args=["made-up"])).status_code == 404
    for name in ("natives_invited", "helper_home"):
        assert client.get(reverse(name, args=["made-up"])).status_code == 429


def test_other_helpers_hear_it_only_if_the_agreement_says_so(
    client: Client, settings: Any
) -> None:
    invitation = InvitationFactory(asks_listeners=True)
    assert "Other helpers may hear it" in client.get(address(invitation)).text
    settings.EXPRESSION_ENABLED = False
    assert "Other helpers may hear it" not in client.get(address(invitation)).text
