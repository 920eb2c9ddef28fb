"""Which launches are taken, and which are not."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client
from lti_tool.models import Key, LtiDeployment, LtiRegistration

from teaching_app.lti.models import Platform
from tests.factories.platforms import (
    CLAIM,
    SimulatedPlatform,
    begin,
    launch,
    rsa_key,
)

pytestmark = pytest.mark.django_db


def sent(client: Client, platform: SimulatedPlatform, **options: Any) -> Any:
    """A launch whose claims are changed by ``options`` before they are signed."""
    sign = options.pop("sign", {})
    drop = options.pop("without", ())
    asked = begin(client, platform)
    claims = {**platform.claims(asked["nonce"]), **options}
    for name in drop:
        del claims[name]
    token = platform.sign(claims, **sign)
    return client.post("/lti/launch/", {"state": asked["state"], "id_token": token})


def is_taken(response: Any) -> bool:
    return response.status_code == 302 and response.url.startswith("/lti/continue/")


def test_a_launch_of_a_registered_platform_is_taken(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    assert is_taken(launch(client, simulated))


def test_a_platform_nobody_registered_is_not_known(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    request = simulated.login_request(iss="https://other.example")
    response = client.post("/lti/login/", request)
    assert response.status_code == 400
    assert b"not known here" in response.content


def test_a_platform_that_is_switched_off_is_not_known(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    platform.registration.is_active = False
    platform.registration.save()
    assert client.post("/lti/login/", simulated.login_request()).status_code == 400


def test_a_login_without_a_client_is_fine_where_there_is_one_alone(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    asked = begin(client, simulated, client_id="")
    assert asked["client_id"] == simulated.client_id


def test_a_message_signed_by_somebody_else_is_refused(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    response = sent(client, simulated, sign={"key": rsa_key("somebody")[1]})
    assert response.status_code == 400


def test_an_unsigned_message_is_refused(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    asked = begin(client, simulated)
    token = simulated.sign(simulated.claims(asked["nonce"]))
    unsigned = f"{token.rsplit('.', 1)[0]}."
    response = client.post(
        "/lti/launch/", {"state": asked["state"], "id_token": unsigned}
    )
    assert response.status_code == 400


def test_a_message_signed_with_the_public_key_as_a_secret_is_refused(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    sign = {"key": "x" * 40, "algorithm": "HS256"}
    assert sent(client, simulated, sign=sign).status_code == 400


def test_a_key_the_platform_does_not_have_is_refused(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    assert sent(client, simulated, sign={"kid": "unknown"}).status_code == 400


def test_a_new_key_of_the_platform_is_asked_for(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    assert is_taken(launch(client, simulated))  # its keys are kept now
    simulated.use_key("new")
    assert is_taken(launch(client, simulated))


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another-client"},
        {"aud": ["another-client", "client-1"]},
        {"azp": "another-client"},
        {"iss": "https://other.example"},
        {f"{CLAIM}/deployment_id": "deployment-9"},
        {f"{CLAIM}/version": "1.1.0"},
        {f"{CLAIM}/message_type": "Something"},
        {f"{CLAIM}/context": {}},
        {f"{CLAIM}/roles": 7},
        {"nonce": "of somebody else"},
    ],
    ids=str,
)
def test_a_message_that_is_not_for_this_tool_is_refused(
    changes: dict[str, Any],
    client: Client,
    simulated: SimulatedPlatform,
    platform: Platform,
) -> None:
    assert sent(client, simulated, **changes).status_code == 400


@pytest.mark.parametrize("name", ["sub", "exp", "iat", "nonce", "aud"])
def test_a_message_that_says_too_little_is_refused(
    name: str, client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    assert sent(client, simulated, without=[name]).status_code == 400


@pytest.mark.parametrize(
    ("shift_s", "is_fine"), [(-50, True), (50, True), (-400, False), (100, False)]
)
def test_clocks_may_differ_by_a_minute(
    shift_s: int,
    is_fine: bool,
    client: Client,
    simulated: SimulatedPlatform,
    platform: Platform,
) -> None:
    now = int(time.time()) + shift_s
    lasts = 10 if shift_s == -50 else 300  # expired 40 seconds ago by our clock
    response = sent(client, simulated, iat=now, exp=now + lasts)
    assert is_taken(response) is is_fine


def test_a_message_works_once(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    asked = begin(client, simulated)
    token = simulated.sign(simulated.claims(asked["nonce"]))
    form = {"state": asked["state"], "id_token": token}
    assert is_taken(client.post("/lti/launch/", form))
    assert client.post("/lti/launch/", form).status_code == 400


def test_a_nonce_goes_with_its_own_state(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    first, second = begin(client, simulated), begin(client, simulated)
    token = simulated.sign(simulated.claims(first["nonce"]))
    form = {"state": second["state"], "id_token": token}
    assert client.post("/lti/launch/", form).status_code == 400


def test_a_nonce_is_too_old_after_ten_minutes(
    client: Client,
    simulated: SimulatedPlatform,
    platform: Platform,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = begin(client, simulated)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    token = simulated.sign(simulated.claims(asked["nonce"]))
    form = {"state": asked["state"], "id_token": token}
    assert client.post("/lti/launch/", form).status_code == 400


def test_an_unknown_deployment_waits_to_be_let_in(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    changes = {f"{CLAIM}/deployment_id": "deployment-2"}
    assert sent(client, simulated, **changes).status_code == 400
    LtiDeployment.objects.filter(deployment_id="deployment-2").update(is_active=True)
    assert is_taken(sent(client, simulated, **changes))


def test_what_is_no_message_at_all_is_refused(client: Client, db: None) -> None:
    for form in ({}, {"state": "a", "id_token": "b"}, {"state": "a"}):
        assert client.post("/lti/launch/", form).status_code == 400


def test_the_keys_are_public_and_hold_no_secret(client: Client, db: None) -> None:
    (key,) = client.get("/lti/keys/").json()["keys"]
    assert key["alg"] == "RS256"
    assert "d" not in key


def test_a_platform_goes_with_its_school(
    client: Client, simulated: SimulatedPlatform, platform: Platform
) -> None:
    platform.institution.delete()
    assert not LtiRegistration.objects.exists()
    assert client.post("/lti/login/", simulated.login_request()).status_code == 400


def test_a_registration_of_no_school_is_refused(
    client: Client, simulated: SimulatedPlatform, db: None
) -> None:
    LtiRegistration.objects.create(
        issuer=simulated.url,
        client_id=simulated.client_id,
        auth_url=f"{simulated.url}/auth",
        keyset_url=f"{simulated.url}/keys",
    ).deployments.create(deployment_id=simulated.deployment_id, is_active=True)
    Key.objects.generate()
    assert launch(client, simulated).status_code == 400
