"""An administrator registers a platform."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lti_tool.models import LtiRegistration

from teaching_app.lti.models import Platform
from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.models.institution import Role
from tests.factories.platforms import SimulatedPlatform
from tests.factories.schools import MembershipFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db


def administrator(school: Institution) -> Client:
    client = Client()
    client.force_login(school.memberships.get(role="admin").user, backend=BACKEND)
    return client


def form(**changes: str) -> dict[str, Any]:
    return {
        "name": "Moodle",
        "issuer": "https://lms.example",
        "client_id": "client-1",
        "deployment_id": "1",
        "auth_url": "https://lms.example/auth",
        "token_url": "https://lms.example/token",
        "keyset_url": "https://lms.example/keys",
        "admits_teachers": "on",
        **changes,
    }


def register(school: Institution, **changes: str) -> Any:
    address = f"/teach/institutions/{school.public_id}/platforms/"
    return administrator(school).post(address, form(**changes))


def test_a_platform_is_registered_with_its_deployment(
    simulated: SimulatedPlatform, school: Institution
) -> None:
    assert register(school).status_code == 302
    platform = Platform.objects.get()
    assert platform.frame_origins == ["https://lms.example"]
    assert platform.registration.deployments.get().is_active
    assert AuditEvent.objects.get(what="learning platform").institution == school


def test_several_platforms_of_a_school_are_fine(
    simulated: SimulatedPlatform, school: Institution
) -> None:
    register(school)
    register(school, client_id="client-2", name="The other")
    assert school.platforms.count() == 2


def test_a_client_is_registered_once(
    simulated: SimulatedPlatform, school: Institution
) -> None:
    register(school)
    other = MembershipFactory(role=Role.ADMIN).institution
    response = register(other)
    assert response.status_code == 400
    assert b"registered already" in response.content, response.context["form"].errors
    assert Platform.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"keyset_url": "http://127.0.0.1/keys"},
        {"token_url": "https://localhost/token"},
        {"auth_url": "javascript:alert(1)"},
        {"frame_origins": "https://a.example; script-src *"},
        {"frame_origins": "*"},
        {"issuer": ""},
    ],
    ids=str,
)
def test_addresses_that_would_open_more_are_refused(
    changes: dict[str, str], simulated: SimulatedPlatform, school: Institution
) -> None:
    assert register(school, **changes).status_code == 400
    assert not Platform.objects.exists()


def test_settings_are_changed_and_deployments_let_in(
    platform: Platform, school: Institution
) -> None:
    client = administrator(school)
    address = f"/teach/platforms/{platform.public_id}/"
    changed = form(name="Our Moodle", frame_origins="https://courses.example/x")
    del changed["admits_teachers"]
    assert client.post(address, changed).status_code == 302
    platform.refresh_from_db()
    assert platform.registration.name == "Our Moodle"
    assert platform.frame_origins == ["https://courses.example"]
    assert not platform.admits_teachers
    deployment = platform.registration.deployments.get()
    client.post(f"{address}deployments/{deployment.pk}/", {"stop": "yes"})
    deployment.refresh_from_db()
    assert not deployment.is_active
    assert client.get(address).status_code == 200


def test_removing_a_platform_is_asked_for_twice(
    platform: Platform, school: Institution
) -> None:
    client = administrator(school)
    address = f"/teach/platforms/{platform.public_id}/remove/"
    client.post(address)
    assert Platform.objects.exists()
    client.post(address, {"sure": "yes"})
    assert not Platform.objects.exists()
    assert not LtiRegistration.objects.exists()
