"""The page of the microphone test."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from teaching_app.practice.models import Learner

pytestmark = pytest.mark.django_db


def test_the_test_is_held_to_the_engines_limits(client: Client) -> None:
    response = client.get("/microphone/")
    limits = json.loads(response.context["limits"])
    assert limits["minSnrDb"] == 5
    assert limits["narrowHz"] > 4000


@pytest.mark.parametrize(
    ("wanted", "onward"),
    [
        ("/phrases/x/", "/phrases/x/"),
        ("https://elsewhere.example/", "/practice/"),
        ("//elsewhere.example/", "/practice/"),
        ("", "/practice/"),
    ],
)
def test_it_leads_back_to_where_one_came_from_and_never_off_the_site(
    learner: Learner, learner_client: Client, wanted: str, onward: str
) -> None:
    response = learner_client.get("/microphone/", {"next": wanted})
    assert response.context["next"] == onward
