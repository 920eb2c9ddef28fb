"""Files that strangers might send, through the web form and the process that decodes.

``python -m benchmarks.hostile`` sends all of them to running processes.
"""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

import emotion_engine as engine
from benchmarks.hostile.files import HostileFile, all_files
from benchmarks.hostile.mutants import decode_all, mutants
from benchmarks.installation import BOUNDARY, multipart
from teaching_app.practice.models import Analysis, Recording
from teaching_app.practice.services import analysis_run
from tests.factories import engines
from tests.factories.fixtures import stored_files
from tests.factories.models import PhraseFactory

EVERY = 12
N_MUTANTS, SEED = 150, 7
ENDS = {Analysis.State.DONE, Analysis.State.REJECTED}


@pytest.fixture(scope="module")
def sample() -> list[HostileFile]:
    """Some of every kind."""
    return list(all_files())[::EVERY]


def send(client: Client, url: str, file: HostileFile) -> int:
    """Send one file; the status, once it is clear that a refusal has a reason."""
    fields = {"idempotency_key": str(uuid4())}
    body = multipart(fields, file.data, file.file_name, file.content_type)
    form = f"multipart/form-data; boundary={BOUNDARY}"
    answer = client.post(
        url, body, content_type=form, headers={"accept": "application/json"}
    )
    assert answer.status_code < 500, (file.name, answer.content)
    assert answer.status_code == 201 or answer.json()["code"], file.name
    return answer.status_code


def decoding(source: bytes, **values: object) -> engine.UtteranceReport:
    """The double of the engine, which decodes as the real one does."""
    engine.plain_wav(source, engine.AudioLimits())
    return engines.analyze(source, **values)


def test_there_are_more_than_500_hostile_files_and_each_is_named() -> None:
    names = [file.name for file in all_files()]
    assert len(set(names)) == len(names) > 500


@pytest.mark.django_db
def test_each_is_refused_with_a_reason_or_has_its_outcome(
    learner_client: Client, sample: list[HostileFile], settings: object
) -> None:
    settings.TAKES_PER_MINUTE = 10_000
    url = reverse("submit_take", args=[PhraseFactory().slug])
    statuses = [send(learner_client, url, file) for file in sample]
    for pk in Analysis.objects.values_list("pk", flat=True):
        analysis_run.run(pk, worker="worker-a", analyze=engines.each_by(decoding))
    assert set(Analysis.objects.values_list("state", flat=True)) == ENDS
    assert Analysis.objects.count() == statuses.count(201) > 0
    named = Recording.objects.exclude(file="").values_list("file", flat=True)
    assert sorted(named) == sorted(stored_files())


def test_mutants_crash_nothing_and_take_neither_long_nor_much_memory() -> None:
    found = decode_all(mutants(N_MUTANTS, SEED))
    assert found["n"] == N_MUTANTS
    assert len(found["outcomes"]) > 2
    assert found["decoder_ended"] == 0, found["ended_by"]
    assert found["slowest_s"] < 10
    assert found["growth_mb"] < 300
