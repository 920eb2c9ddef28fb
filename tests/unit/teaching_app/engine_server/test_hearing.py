"""Workers hear takes by the server the settings name, and no take is lost over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.engine_server import client, hearing
from teaching_app.engine_server.errors import ServerFaultError
from teaching_app.practice.models import Analysis, VoiceTrace
from teaching_app.practice.services import analysis_run
from tests.factories.engine_server import EngineServer, engine_server
from tests.factories.models import AnalysisFactory
from tests.factories.sound import wav_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineServer]:
    monkeypatch.setattr(client, "PAUSE_S", 0.01)
    monkeypatch.setattr(client, "AWAY_S", 0.05)
    with engine_server() as started:
        settings.ENGINE_SERVER = started.url
        settings.TAKES_AT_ONCE = 4
        yield started


def run(take: Analysis) -> Analysis:
    analysis_run.run(take.pk, worker="worker-a")
    take.refresh_from_db()
    return take


def test_a_take_is_heard_there_and_kept_here() -> None:
    take = run(AnalysisFactory())
    assert (take.state, take.stages_done) == ("done", len(engine.Stage))
    assert take.report["words"]
    assert VoiceTrace.objects.filter(recording=take.recording).exists()


def test_a_recording_that_is_refused_there_is_rejected(server: EngineServer) -> None:
    server.refusal = engine.AudioError(engine.AudioRefusal.NOT_AUDIO, "a text")
    take = run(AnalysisFactory())
    assert (take.state, take.refusal) == ("rejected", "not_audio")


def test_while_the_server_is_away_takes_wait_and_nothing_is_counted(
    server: EngineServer,
) -> None:
    server.troubles = [503] * 1000
    first, second = AnalysisFactory(), AnalysisFactory()
    run(first)
    for take in (first, second):
        take.refresh_from_db()
        assert (take.state, take.attempts, take.last_sent_at) == ("queued", 0, None)
    server.troubles.clear()
    run(first)
    second.refresh_from_db()
    assert (first.state, second.state) == ("done", "done")


def test_a_replica_that_dies_over_a_take_costs_an_attempt_and_never_the_take(
    server: EngineServer,
) -> None:
    server.troubles = ["hangs up"]
    take = AnalysisFactory()
    with pytest.raises(ServerFaultError):
        run(take)
    take.refresh_from_db()
    assert (take.state, take.attempts, take.refusal) == ("queued", 1, "")
    assert run(take).state == "done"


def test_a_take_that_ends_every_replica_fails_and_is_not_called_bad_audio(
    server: EngineServer,
) -> None:
    server.troubles = ["hangs up"] * Analysis.MAX_ATTEMPTS
    take = AnalysisFactory()
    for _ in range(Analysis.MAX_ATTEMPTS):
        with pytest.raises(ServerFaultError):
            run(take)
    take.refresh_from_db()
    assert (take.state, take.refusal) == ("failed", "")
    assert server.paths == ["/alone"] * Analysis.MAX_ATTEMPTS


def test_one_take_is_returned_or_its_error_raised(
    server: EngineServer, settings: Any
) -> None:
    asked = {"text": "Tea.", "with_expression": False, "config": settings.ENGINE}
    assert hearing.analyze_utterance(wav_bytes(), **asked).assessable
    server.refusal = engine.AudioError(engine.AudioRefusal.NOT_AUDIO, "a text")
    with pytest.raises(engine.AudioError):
        hearing.analyze_utterance(b"a text", **asked)


def test_without_a_server_the_engine_of_this_process_hears(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ENGINE_SERVER = ""
    asked: list[dict[str, Any]] = []

    def hear(requests: object, **options: Any) -> list[object]:
        asked.append({"requests": requests, **options})
        return ["heard"]

    monkeypatch.setattr(engine, "analyze_utterances", hear)
    take = engine.UtteranceRequest(wav_bytes(), text="Tea.")
    callbacks = {"on_progress": print, "on_voice": print, "on_outcome": print}
    heard = hearing.analyze_utterances([take], config=settings.ENGINE, **callbacks)
    assert heard == ["heard"]
    assert asked == [{"requests": [take], "config": settings.ENGINE, **callbacks}]
