"""What every response says."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.models import UserFactory

pytestmark = pytest.mark.django_db


def viewer(client: Client) -> str:
    return client.get("/").headers["X-Viewer"]


def test_a_response_names_its_viewer_and_tells_nothing_of_the_account() -> None:
    one, other, nobody = Client(), Client(), Client()
    first, second = UserFactory(), UserFactory()
    one.force_login(first)
    other.force_login(second)
    names = [viewer(client) for client in (one, other, nobody)]
    assert len(set(names)) == 3
    assert names[2] == "nobody"
    assert viewer(one) == names[0]
    assert str(first.pk) != names[0]


def test_the_page_after_a_session_has_ended_is_nobodys(client: Client) -> None:
    client.force_login(UserFactory())
    assert viewer(client) != "nobody"
    client.session.flush()
    assert viewer(client) == "nobody"
