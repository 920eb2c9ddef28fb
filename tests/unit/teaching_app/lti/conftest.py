"""A school with a registered platform, and no other network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from jwt import algorithms
from requests.adapters import HTTPAdapter

from teaching_app.lti.models import Platform
from teaching_app.schools.models import Institution
from teaching_app.schools.models.institution import Role
from tests.factories.platforms import SimulatedPlatform
from tests.factories.schools import MembershipFactory


@pytest.fixture(scope="session", autouse=True)
def each_key_loaded_once() -> Iterator[None]:
    """OpenSSL checks an RSA key for 20 ms when it is loaded: half the time of these tests."""
    load = cache(serialization.load_pem_private_key)
    with pytest.MonkeyPatch.context() as patch:
        for module in (serialization, algorithms):
            patch.setattr(module, "load_pem_private_key", load)
        yield


@pytest.fixture
def school(db: None) -> Institution:
    """A school with an administrator."""
    return MembershipFactory(
        role=Role.ADMIN, institution__name="Greenfield"
    ).institution


@pytest.fixture
def simulated(settings: Any, monkeypatch: pytest.MonkeyPatch) -> SimulatedPlatform:
    """A platform that answers in place of every host; none is looked up by name."""
    settings.LTI_LOCAL_HOSTS = frozenset({"lms.example"})
    platform = SimulatedPlatform()
    monkeypatch.setattr(
        HTTPAdapter, "send", lambda _self, request, **_: platform.send(request)
    )
    return platform


@pytest.fixture
def platform(simulated: SimulatedPlatform, school: Institution) -> Platform:
    """The same platform, registered with the school."""
    return simulated.register(school)
