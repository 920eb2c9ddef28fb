"""A school with a registered platform, and no other network."""

from __future__ import annotations

from typing import Any

import pytest
from requests.adapters import HTTPAdapter

from teaching_app.lti.models import Platform
from teaching_app.schools.models import Institution
from teaching_app.schools.models.institution import Role
from tests.factories.platforms import SimulatedPlatform
from tests.factories.schools import MembershipFactory


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
