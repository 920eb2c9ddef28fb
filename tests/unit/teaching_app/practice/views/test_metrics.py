"""What Prometheus reads, and who else may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from teaching_app import env
from tests.factories.models import (
    AnalysisFactory,
    DataExportFactory,
    LearnerFactory,
    PhraseFactory,
    RenditionFactory,
)
from tests.reports import native_report

pytestmark = pytest.mark.django_db

TOKEN = "of-the-operator"


@pytest.fixture(autouse=True)
def token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def scraped(client: Client) -> dict[tuple[str, ...], float]:
    """Every sample, by its name and the values of its labels in order of their names."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        (sample.name, *(sample.labels[key] for key in sorted(sample.labels))): (
            sample.value
        )
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def ended(report: dict[str, Any] | None, **values: Any) -> None:
    now = timezone.now()
    AnalysisFactory(
        report=report,
        queued_at=now - timedelta(seconds=10),
        started_at=now - timedelta(seconds=8),
        finished_at=now - timedelta(seconds=5),
        **values,
    )


@pytest.mark.parametrize(
    ("header", "networks", "status"),
    [
        ("", "", 404),
        ("Bearer of-somebody", "", 404),
        ("of-the-operator", "", 404),
        ("", "10.0.0.0/8", 404),
        ("", "10.0.0.0/8,127.0.0.0/8", 200),
        ("Bearer of-the-operator", "", 200),
    ],
)
def test_only_the_token_or_an_address_of_the_network_opens_the_page(
    client: Client,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    header: str,
    networks: str,
    status: int,
) -> None:
    monkeypatch.setenv("METRICS_NETWORKS", networks)
    settings.METRICS_NETWORKS = env.networks("METRICS_NETWORKS")
    answer = client.get("/metrics", headers={"Authorization": header} if header else {})
    assert answer.status_code == status


def test_without_a_token_no_empty_one_opens_it(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    answer = client.get("/metrics", headers={"Authorization": "Bearer "})
    assert answer.status_code == 404


def test_an_address_that_the_client_claims_opens_nothing(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METRICS_NETWORKS", "10.0.0.0/8")
    settings.METRICS_NETWORKS = env.networks("METRICS_NETWORKS")
    answer = client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.1"})
    assert answer.status_code == 404


def test_every_queue_has_an_age_and_the_oldest_row_gives_it(client: Client) -> None:
    for seconds in (40, 90):
        AnalysisFactory(queued_at=timezone.now() - timedelta(seconds=seconds))
    AnalysisFactory(running=True)
    AnalysisFactory(is_background=True)
    RenditionFactory(queued_at=timezone.now() - timedelta(seconds=20))
    DataExportFactory()
    found = scraped(client)
    age = "intona_queue_oldest_seconds"
    assert found[age, "cpu"] == pytest.approx(90, abs=5)
    assert found[age, "on-request"] == pytest.approx(20, abs=5)
    assert found[age, "references"] == pytest.approx(0, abs=5)
    assert found[age, "chores"] == 0
    jobs = "intona_queue_jobs"  # kind, queue, state
    assert found[jobs, "analyse", "cpu", "queued"] == 2
    assert found[jobs, "analyse", "cpu", "running"] == 1
    assert found[jobs, "analyse", "references", "queued"] == 1
    assert found[jobs, "pack_export", "on-request", "queued"] == 1


def test_results_count_by_outcome_and_stages_have_their_times(client: Client) -> None:
    for ms in (100.0, 300.0):
        ended({**native_report(), "timings_ms": {"decode": ms}}, state="done")
    silent = {**native_report(), "assessable": False, "reason": "no_speech"}
    ended({**silent, "timings_ms": {}}, state="done")
    ended(None, state="rejected", refusal="not_audio")
    ended(None, state="failed")
    ended(native_report(), state="done", is_background=True)
    found = scraped(client)
    outcomes = {k[1:]: n for k, n in found.items() if k[0] == "intona_takes_ended"}
    assert outcomes == {
        ("done", ""): 2,
        ("not_assessable", "no_speech"): 1,
        ("rejected", "not_audio"): 1,
        ("failed", ""): 1,
    }
    assert found["intona_stage_seconds", "0.5", "decode"] == pytest.approx(0.2)
    assert found["intona_take_wait_seconds", "0.5"] == pytest.approx(2, abs=0.1)
    assert found["intona_take_seconds", "0.95"] == pytest.approx(5, abs=0.1)


def test_a_style_that_comes_out_of_everything_is_an_alarm(client: Client) -> None:
    phrase = PhraseFactory()
    for learner in (LearnerFactory() for _ in range(5)):
        for style in ("happy", "sad") * 5:
            ended(
                native_report(),  # sounds happy, clearly
                state="done",
                style=style,
                recording__owner=learner,
                recording__phrase=phrase,
            )
    found = scraped(client)
    assert found["intona_style_answers_ratio", "happy"] == 1
    assert found["intona_style_chosen_ratio", "sad"] == 0.5
    assert found[("intona_style_answers_clear",)] == 50
    assert found[("intona_style_answers_prevailing",)] == 1


def test_nothing_is_said_of_styles_where_few_learners_would_be_known(
    client: Client,
) -> None:
    ended(native_report(), state="done", style="happy")
    assert not [name for name, *_ in scraped(client) if "style_answers" in name]


def test_an_upload_that_is_refused_counts_by_its_reason(
    learner_client: Client,
) -> None:
    name = ("intona_uploads_refused_total", "not_audio")
    before = scraped(learner_client).get(name, 0)
    audio = ContentFile(b"a text" * 1000, "take.wav")
    learner_client.post(
        f"/phrases/{PhraseFactory().slug}/takes/",
        {"audio": audio, "idempotency_key": uuid4(), "source": "upload"},
    )
    assert scraped(learner_client)[name] == before + 1
