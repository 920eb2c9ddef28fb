"""How visitors are asked to sign in, by page, script and polling part."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Learner
from tests.factories.models import AnalysisFactory, PhraseFactory

pytestmark = pytest.mark.django_db


def test_history_shows_own_takes_only(learner: Learner, learner_client: Client) -> None:
    mine = AnalysisFactory(recording__owner=learner)
    theirs = AnalysisFactory()
    page = learner_client.get(reverse("history")).content.decode()
    assert str(mine.public_id) in page
    assert str(theirs.public_id) not in page


def test_a_page_leads_to_sign_in_and_back(client: Client) -> None:
    response = client.get(reverse("my_data"))
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/my-data/"


def test_a_script_is_told_to_sign_in(client: Client) -> None:
    url = reverse("submit_take", args=[PhraseFactory().slug])
    response = client.post(url, headers={"accept": "application/json"})
    assert response.status_code == 401
    assert response.json()["code"] == "signed_out"


def test_a_polling_page_goes_to_sign_in_as_a_whole(client: Client) -> None:
    url = reverse("result_partial", args=[uuid4()])
    page = f"http://testserver/takes/{uuid4()}/"
    response = client.get(url, headers={"hx-request": "true", "hx-current-url": page})
    assert response["HX-Redirect"].startswith("/accounts/login/?next=/takes/")
