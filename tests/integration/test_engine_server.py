"""The engine behind Ray Serve, on two replicas: ``bin/test-ray`` installs what it needs."""

from __future__ import annotations

import csv
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.core.files.base import ContentFile

import emotion_engine as engine
from teaching_app.engine_server import client
from teaching_app.practice.models import Analysis, JobState
from teaching_app.practice.services import analysis_run
from tests.factories.models import AnalysisFactory
from tests.integration.test_batches import differences

pytestmark = [
    pytest.mark.skipif(find_spec("ray") is None, reason="run bin/test-ray"),
    pytest.mark.ray,
    pytest.mark.weights,
    pytest.mark.data,
    pytest.mark.slow,
    pytest.mark.timeout(600),
]
N_TAKES = 6
REPLICA = "ServeReplica"
PATIENCE_S = 240
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def takes(speech_data: Path) -> list[engine.UtteranceRequest]:
    """Takes of actors who say "Kids are talking by the door", read from their files."""
    with (speech_data / "ravdess" / "manifest.csv").open(newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["text"]]
    return [
        engine.UtteranceRequest(
            (speech_data / "ravdess" / row["path"]).read_bytes(),
            text=row["text"],
            style="happy" if number % 2 else None,
        )
        for number, row in enumerate(rows[:: len(rows) // N_TAKES][:N_TAKES])
    ]


@pytest.fixture(scope="module")
def serving(
    engine_config: engine.EngineConfig, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[psutil.Popen, str]]:
    """The process that serves two replicas on this machine, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("ray") / "log"
    shape = ["--replicas", "2", "--cpus", "0.5", "--port", str(port)]
    environment = os.environ | {"RAY_USAGE_STATS_ENABLED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with log.open("wb") as output:
        process = psutil.Popen(
            [sys.executable, "-m", "teaching_app.engine_server", *shape],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_for(process, log)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        ended_with = process.wait(60)
    assert ended_with == 0


def _wait_for(process: psutil.Popen, log: Path) -> None:
    """Return once the replicas have loaded their models."""
    for _ in range(PATIENCE_S):
        if "Application 'engine' is ready" in log.read_text():
            return
        if process.poll() is not None:
            break
        time.sleep(1)
    pytest.fail(f"Ray Serve did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture
def server(serving: tuple[psutil.Popen, str]) -> str:
    return serving[1]


@pytest.fixture
def replicas(serving: tuple[psutil.Popen, str]) -> list[psutil.Process]:
    """The processes of both replicas."""
    found: list[psutil.Process] = []
    for _ in range(PATIENCE_S):  # one that was killed is started again
        below = serving[0].children(recursive=True)
        found = [each for each in below if REPLICA in " ".join(each.cmdline())]
        if len(found) == 2:
            break
        time.sleep(1)
    return found


def test_two_replicas_hear_what_the_engine_hears_here(
    server: str,
    replicas: list[psutil.Process],
    takes: list[engine.UtteranceRequest],
    engine_config: engine.EngineConfig,
) -> None:
    assert len(replicas) == 2
    asked = [*takes, engine.UtteranceRequest(b"Dear teacher,", text="Tea.")]
    voices: dict[int, list[engine.VoiceTrace]] = {}
    there = client.analyze_utterances(
        asked,
        server=server,
        on_voice=lambda index, trace: voices.setdefault(index, []).append(trace),
    )
    heard: dict[int, list[engine.VoiceTrace]] = {}
    here = engine.analyze_utterances(
        asked,
        config=engine_config,
        on_voice=lambda index, trace: heard.setdefault(index, []).append(trace),
    )
    found = []
    for theirs, ours in zip(there[:-1], here[:-1], strict=True):
        one, other = theirs.to_json(), ours.to_json()
        assert one.pop("timings_ms").keys() == other.pop("timings_ms").keys()
        found += differences(one, other)
    assert found == []
    assert voices.keys() == heard.keys()
    assert isinstance(there[-1], engine.AudioError)
    assert there[-1].code is here[-1].code is engine.AudioRefusal.NOT_AUDIO


@pytest.mark.django_db(transaction=True)
def test_takes_of_a_replica_that_is_killed_end_in_one_result_each(
    server: str,
    replicas: list[psutil.Process],
    takes: list[engine.UtteranceRequest],
    settings: Any,
) -> None:
    settings.ENGINE_SERVER = server
    settings.TAKES_AT_ONCE = N_TAKES
    rows = [
        AnalysisFactory(
            text=take.text,
            recording__file=ContentFile(take.source, "take.wav"),
        )
        for take in takes
    ]
    killing = threading.Thread(target=_kill_one_that_works, args=(replicas,))
    killing.start()
    errors: list[str] = []
    for _ in range(3 * N_TAKES):
        waiting = Analysis.objects.filter(state__in=Analysis.PENDING).first()
        if waiting is None:
            break
        try:
            analysis_run.run(waiting.pk, worker="worker-a")
        except engine.EngineError as error:
            errors.append(str(error))
    killing.join()
    ended = Analysis.objects.filter(pk__in=[row.pk for row in rows])
    assert [take.state for take in ended] == [JobState.DONE] * N_TAKES
    assert all(take.report["assessable"] for take in ended)
    assert errors
    assert max(take.attempts for take in ended) > 1


def _kill_one_that_works(replicas: list[psutil.Process]) -> None:
    """End a replica by SIGKILL once it has begun to hear."""
    busy = {process: process.cpu_times().user for process in replicas}
    for _ in range(2000):
        for process, before in busy.items():
            if process.cpu_times().user > before + 0.2:
                os.kill(process.pid, signal.SIGKILL)
                return
        time.sleep(0.01)
