"""The page "My data", and what its buttons do."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

import emotion_engine as engine
from teaching_app.practice.models import Analysis, DataExport, ErasureReceipt, Learner
from teaching_app.practice.selectors import consents
from teaching_app.practice.tasks import pack_export
from tests.factories.fixtures import stored_files
from tests.factories.models import AnalysisFactory, VoiceTraceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(learner: Learner) -> Analysis:
    return AnalysisFactory(recording__owner=learner, state="done")


def body(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_page_says_what_is_kept_and_for_how_long(
    learner_client: Client, take: Analysis, settings: Any
) -> None:
    assert "1 take is kept here" in body(learner_client, "/my-data/")
    settings.RETENTION_DAYS = 30
    for page in ("/my-data/", "/privacy/", "/consent/"):
        assert "after 30 days" in body(learner_client, page)


def test_styles_are_switched_on_and_off(
    learner: Learner, learner_client: Client
) -> None:
    learner_client.post("/my-data/styles/", {"wanted": "no"})
    assert not consents.allows_expression(learner)
    assert 'value="yes"' in body(learner_client, "/my-data/")
    learner_client.post("/my-data/styles/", {"wanted": "yes"})
    assert consents.allows_expression(learner)


def test_how_well_the_voice_is_known_is_said_where_it_is_used(
    learner: Learner, learner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "knows_voices", lambda: False)
    assert "data-voice" not in body(learner_client, "/my-data/")
    monkeypatch.setattr(engine, "knows_voices", lambda: True)
    VoiceTraceFactory.create_batch(6, recording__owner=learner)
    assert "We know your voice from 6 takes." in body(learner_client, "/my-data/")
    assert "They are a trace of your voice" in body(learner_client, "/privacy/")


def test_where_styles_are_off_for_all_there_is_no_switch(
    learner_client: Client, settings: Any
) -> None:
    settings.EXPRESSION_ENABLED = False
    assert "tyle" not in body(learner_client, "/my-data/").partition("<main")[2]
    assert learner_client.post("/my-data/styles/").status_code == 404


def test_consent_is_withdrawn_as_easily_as_given(
    learner: Learner, learner_client: Client
) -> None:
    learner_client.post("/my-data/consent/")
    assert not consents.may_record(learner)
    assert "You have not agreed" in body(learner_client, "/my-data/")


def test_a_take_is_deleted_after_one_question_with_a_receipt(
    learner_client: Client, take: Analysis
) -> None:
    url = reverse("erase_take", args=[take.public_id])
    assert url in body(learner_client, reverse("feedback", args=[take.public_id]))
    assert "Delete this take?" in body(learner_client, url)
    assert Analysis.objects.count() == 1
    response = learner_client.post(url, follow=True)
    assert "Deleted for good" in response.content.decode()
    assert Analysis.objects.count() == 0
    assert stored_files() == []
    assert learner_client.get(url).status_code == 404


def test_everything_is_deleted_only_when_one_is_sure(
    learner_client: Client, take: Analysis
) -> None:
    response = learner_client.post("/my-data/delete/")
    assert "Tick the box first" in response.content.decode()
    assert Analysis.objects.count() == 1
    response = learner_client.post("/my-data/delete/", {"sure": "yes"})
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert stored_files() == []
    assert not get_user_model().objects.exists()
    page = learner_client.get(response.url).content.decode()
    assert "Deleted for good" in page
    assert "Sign in" in page


def test_a_receipt_is_kept_as_text_and_as_json(
    learner_client: Client, take: Analysis
) -> None:
    learner_client.post(reverse("erase_take", args=[take.public_id]))
    receipt = ErasureReceipt.objects.get()
    anybody = Client()
    text = anybody.get(reverse("receipt_text", args=[receipt.public_id]))
    answer = anybody.get(reverse("receipt_json", args=[receipt.public_id]))
    for response in (text, answer):
        assert response["Content-Disposition"].startswith("attachment")
        assert str(receipt.public_id) in response.content.decode()
    assert answer.json()["rows"] == {"recording": 1, "analysis": 1}
    assert "1  takes" in text.content.decode()
    assert anybody.get(f"/receipts/{uuid4()}/").status_code == 404


def test_a_copy_is_asked_for_followed_and_downloaded(
    learner: Learner, learner_client: Client, take: Analysis
) -> None:
    assert learner_client.post("/my-data/copies/new/").status_code == 302
    export = DataExport.objects.get()
    assert "hx-get" in body(learner_client, "/my-data/copies/")
    url = reverse("download_export", args=[export.public_id])
    assert learner_client.get(url).status_code == 404
    pack_export(export.pk)
    part = body(learner_client, "/my-data/copies/")
    assert url in part
    assert "hx-get" not in part
    response = learner_client.get(url)
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"


def test_another_learners_copy_is_not_there(learner_client: Client) -> None:
    theirs = AnalysisFactory().recording.owner
    export = DataExport.objects.create(learner=theirs, state="done", file="a.zip")
    url = reverse("download_export", args=[export.public_id])
    assert learner_client.get(url).status_code == 404
    assert str(export.public_id) not in body(learner_client, "/my-data/")


def test_the_privacy_page_is_open_to_everybody_and_linked_everywhere(
    client: Client,
) -> None:
    assert 'href="/privacy/"' in body(client, "/")
    page = body(client, "/privacy/")
    assert "What is recorded" in page
    assert "Younger than 16" in page


def test_a_second_factor_is_pointed_out_to_those_whom_it_is_offered(
    learner: Learner, learner_client: Client
) -> None:
    address = reverse("mfa_index")
    assert address not in learner_client.get(reverse("my_data")).content.decode()
    learner.user.groups.create(name="teachers")
    assert address in learner_client.get(reverse("my_data")).content.decode()


def test_staff_find_their_pages_from_every_page(
    learner: Learner, learner_client: Client
) -> None:
    assert "/staff/" not in learner_client.get(reverse("my_data")).content.decode()
    learner.user.is_staff = True
    learner.user.save()
    assert "/staff/" in learner_client.get(reverse("my_data")).content.decode()
