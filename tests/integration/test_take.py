"""A take from the upload to the feedback: real address, worker called in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

import emotion_engine as engine
from teaching_app.practice import tasks
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.selectors import phrases
from teaching_app.practice.services import analysis_run, content
from tests.factories import engines
from tests.factories.fixtures import stored_files
from tests.factories.sound import upload, wav_bytes

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def installed(db: None) -> None:
    content.install_phrases()
    content.install_profiles()


def send(client: Client, sound: bytes, **values: str) -> Analysis:
    phrase = phrases.catalogue().get(slug="kids-are-talking")
    fields = {"audio": upload(sound), "idempotency_key": uuid4(), **values}
    url = reverse("submit_take", args=[phrase.slug])
    response = client.post(url, fields, headers=JSON)
    assert response.status_code == 201, response.content
    return Analysis.objects.get(public_id=response.json()["analysis"])


def status(client: Client, analysis: Analysis) -> dict[str, Any]:
    return client.get(reverse("analysis_status", args=[analysis.public_id])).json()


def work(analysis: Analysis) -> None:
    """What a worker does with the message."""
    tasks.analyse.apply(args=[analysis.pk], throw=True)
    analysis.refresh_from_db()


def test_a_take_is_queued_analysed_and_shown(
    learner: Learner, learner_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = analysis_run.run
    monkeypatch.setattr(
        analysis_run,
        "run",
        lambda *a, **k: run(*a, **k, analyze=engines.each_by(engines.analyze)),
    )
    analysis = send(learner_client, wav_bytes())
    before = status(learner_client, analysis)
    assert (before["state"], before["queue_position"]) == ("queued", 1)
    work(analysis)
    after = status(learner_client, analysis)
    assert (after["state"], after["assessable"]) == ("done", True)
    assert after["stages_done"] == len(after["stages"])
    for name in ("feedback", "result_partial"):
        url = reverse(name, args=[analysis.public_id])
        assert learner_client.get(url).context["result"].state == "done"


@pytest.mark.weights
def test_silence_is_not_assessable_and_says_so(
    learner: Learner, learner_client: Client, engine_config: engine.EngineConfig
) -> None:
    analysis = send(learner_client, wav_bytes(2.0))
    work(analysis)
    answer = status(learner_client, analysis)
    assert (answer["state"], answer["assessable"]) == ("done", False)
    page = learner_client.get(reverse("feedback", args=[analysis.public_id]))
    assert page.context["result"].problem.kind == "not_assessable"
    assert len(stored_files()) == 1


@pytest.mark.weights
def test_what_only_looks_like_sound_is_rejected_by_the_worker(
    learner: Learner, learner_client: Client, engine_config: engine.EngineConfig
) -> None:
    analysis = send(learner_client, b"OggS" + bytes(4000))
    work(analysis)
    assert status(learner_client, analysis)["state"] == "rejected"
    assert stored_files() == []
    page = learner_client.get(reverse("feedback", args=[analysis.public_id]))
    assert page.context["result"].problem.kind == "rejected"
    assert page.context["audio_url"] == ""


@pytest.mark.weights
@pytest.mark.data
def test_a_native_take_gets_feedback_beside_the_natives(
    learner: Learner,
    learner_client: Client,
    engine_config: engine.EngineConfig,
    speech_data: Path,
) -> None:
    take = speech_data / "ravdess/audio/actor_02/03-01-03-01-01-01-02.flac"
    analysis = send(learner_client, take.read_bytes(), style="happy")
    work(analysis)
    page = learner_client.get(reverse("feedback", args=[analysis.public_id]))
    result = page.context["result"]
    assert result.heard.verdict == "match"
    assert [word.text for word in result.words][:3] == ["Kids", "are", "talking"]
    assert result.melody.has_natives
    assert result.reference.is_native
    assert result.expression.target
    assert result.main is not None
    assert analysis.engine_version == engine.ENGINE_VERSION
    assert analysis.profile_version == analysis.report["reference"]["profile_version"]
