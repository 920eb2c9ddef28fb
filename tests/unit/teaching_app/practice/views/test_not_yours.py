"""Every page of a take is its owner's alone, and everybody signs in first."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Learner
from tests.factories.models import AnalysisFactory, PhraseFactory, ReferenceAudioFactory

pytestmark = pytest.mark.django_db

OF_A_TAKE = {
    "feedback": "get",
    "analysis_status": "get",
    "result_partial": "get",
    "take_audio": "get",
    "retry_take": "post",
    "erase_take": "post",
}


@pytest.mark.parametrize(("name", "method"), OF_A_TAKE.items())
def test_another_learners_take_is_not_there(
    learner_client: Client, name: str, method: str
) -> None:
    analysis = AnalysisFactory(state="failed")
    url = reverse(name, args=[analysis.public_id])
    assert getattr(learner_client, method)(url).status_code == 404
    analysis.refresh_from_db()
    assert analysis.state == "failed"


@pytest.mark.parametrize(("name", "method"), OF_A_TAKE.items())
def test_the_owner_gets_in(
    learner: Learner, learner_client: Client, name: str, method: str
) -> None:
    analysis = AnalysisFactory(recording__owner=learner)
    url = reverse(name, args=[analysis.public_id])
    assert getattr(learner_client, method)(url).status_code in (200, 302)


def test_history_shows_own_takes_only(learner: Learner, learner_client: Client) -> None:
    mine = AnalysisFactory(recording__owner=learner)
    theirs = AnalysisFactory()
    page = learner_client.get(reverse("history")).content.decode()
    assert str(mine.public_id) in page
    assert str(theirs.public_id) not in page


POSTED = (
    "submit_take",
    "retry_take",
    "erase_take",
    "erase_own_phrase",
    "ask_export",
    "choose_expression",
    "withdraw_consent",
)


def protected_urls() -> dict[str, str]:
    phrase, reference = PhraseFactory(), ReferenceAudioFactory()
    return {
        "practice": reverse("practice", args=[phrase.slug]),
        "submit_take": reverse("submit_take", args=[phrase.slug]),
        "reference_audio": reverse(
            "reference_audio", args=[reference.phrase.slug, reference.pk]
        ),
        "history": reverse("history"),
        "phrase_history": reverse("phrase_history", args=[phrase.slug]),
        "progress": reverse("progress"),
        "reference_partial": reverse("reference_partial", args=[phrase.slug]),
        "consent": reverse("consent"),
        "my_data": reverse("my_data"),
        "exports_partial": reverse("exports_partial"),
        "ask_export": reverse("ask_export"),
        "download_export": reverse("download_export", args=[uuid4()]),
        "choose_expression": reverse("choose_expression"),
        "withdraw_consent": reverse("withdraw_consent"),
        "erase_everything": reverse("erase_everything"),
        "erase_own_phrase": reverse("erase_own_phrase", args=["own-phrase"]),
        **{name: reverse(name, args=[uuid4()]) for name in OF_A_TAKE},
    }


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    for name, url in protected_urls().items():
        method = client.post if name in POSTED else client.get
        response = method(url)
        assert response.status_code == 302, name
        assert response.url.startswith("/accounts/login/?next="), name


def test_a_script_is_told_to_sign_in(client: Client) -> None:
    url = protected_urls()["submit_take"]
    response = client.post(url, headers={"accept": "application/json"})
    assert response.status_code == 401
    assert response.json()["code"] == "signed_out"


def test_a_polling_page_goes_to_sign_in_as_a_whole(client: Client) -> None:
    url = protected_urls()["result_partial"]
    page = f"http://testserver/takes/{uuid4()}/"
    response = client.get(url, headers={"hx-request": "true", "hx-current-url": page})
    assert response["HX-Redirect"].startswith("/accounts/login/?next=/takes/")
