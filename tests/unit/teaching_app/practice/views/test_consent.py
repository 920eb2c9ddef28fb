"""The page that is read before the first take."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Learner, Recording
from teaching_app.practice.selectors import consents
from tests.factories.fixtures import stored_files
from tests.factories.models import LearnerFactory, PhraseFactory
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db
URL = "/consent/"
JSON = {"accept": "application/json"}


@pytest.fixture
def learner() -> Learner:
    return LearnerFactory(agreed=False)


def test_the_page_says_what_happens_in_its_version(
    learner_client: Client, settings: Any
) -> None:
    page = learner_client.get(URL).content.decode()
    for words in ("What is recorded", "What for", "Who sees", "How long", "My data"):
        assert words in page
    assert settings.CONSENT_VERSION in page


def test_somebody_of_age_agrees_alone_and_goes_on(
    learner: Learner, learner_client: Client
) -> None:
    response = learner_client.post(
        URL, {"age": "of_age", "next": "/phrases/oily-rag/", "guardian_name": "Li"}
    )
    assert response.url == "/phrases/oily-rag/"
    assert consents.in_force(learner, "practice").guardian_name == ""
    assert not consents.allows_expression(learner)


@pytest.mark.parametrize(
    "missing", [{"guardian_name": ""}, {"guardian_agrees": ""}, {"age": ""}]
)
def test_somebody_young_needs_a_guardian_by_name_who_agrees(
    learner: Learner, learner_client: Client, missing: dict[str, str]
) -> None:
    whole = {"age": "younger", "guardian_name": "Li Na", "guardian_agrees": "on"}
    assert learner_client.post(URL, whole | missing).status_code == 200
    assert not consents.may_record(learner)
    assert learner_client.post(URL, whole).status_code == 302
    assert consents.in_force(learner, "practice").guardian_name == "Li Na"


def test_the_age_is_a_setting_and_none_asks_nobody(
    learner: Learner, learner_client: Client, settings: Any
) -> None:
    settings.CONSENT_AGE = 14
    assert "14 or older" in learner_client.get(URL).content.decode()
    settings.CONSENT_AGE = 0
    assert 'name="age"' not in learner_client.get(URL).content.decode()
    assert learner_client.post(URL, {}).status_code == 302
    assert consents.may_record(learner)


def test_styles_are_asked_apart_and_not_at_all_where_they_are_off(
    learner: Learner, learner_client: Client, settings: Any
) -> None:
    page = learner_client.get(URL).content.decode()
    (asked,) = re.findall(r'<input[^>]* name="expression"[^>]*>', page)
    assert "checked" not in asked
    settings.EXPRESSION_ENABLED = False
    assert 'name="expression"' not in learner_client.get(URL).content.decode()
    learner_client.post(URL, {"age": "of_age", "expression": "on"})
    settings.EXPRESSION_ENABLED = True
    assert not consents.allows_expression(learner)


def test_nobody_is_sent_off_this_site(learner_client: Client) -> None:
    response = learner_client.post(URL, {"age": "of_age", "next": "https://bad.test/"})
    assert response.url == "/"


def test_whoever_agreed_reads_when_and_for_whom_it_was(
    learner: Learner, learner_client: Client
) -> None:
    whole = {"age": "younger", "guardian_name": "Li Na", "guardian_agrees": "on"}
    learner_client.post(URL, whole)
    page = learner_client.get(URL).content.decode()
    assert "You agreed on" in page
    assert "Li Na agreed for you" in page
    assert "<button" not in page[page.index("<main") : page.index("</main")]


def test_without_consent_the_phrase_can_be_heard_but_not_recorded(
    learner_client: Client,
) -> None:
    url = reverse("practice", args=[PhraseFactory().slug])
    page = learner_client.get(url).content.decode()
    assert f"{URL}?next={url}" in page
    assert "<take-recorder" not in page


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_take_is_refused_without_consent_and_with_an_old_one(
    learner: Learner,
    learner_client: Client,
    settings: Any,
    headers: dict[str, str],
) -> None:
    url = reverse("submit_take", args=[PhraseFactory().slug])

    def send() -> Any:
        values = {"audio": upload(), "idempotency_key": uuid4()}
        return learner_client.post(url, values, headers=headers)

    for version in ("2098-1", "2099-1"):
        settings.CONSENT_VERSION = version
        response = send()
        assert response.status_code == 403
        answer = response.json() if headers else response.context["upload_error"]
        assert answer["code"] == "consent_needed"
        assert stored_files() == []
        learner_client.post(URL, {"age": "of_age"})
    assert send().status_code == (201 if headers else 302)
    assert Recording.objects.get().consent_version == "2099-1"
