"""Takes are heard elsewhere with the same outcomes, and what fails there is told apart."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

import emotion_engine as engine
from teaching_app.engine_server import client
from teaching_app.engine_server.errors import ServerAwayError, ServerFaultError
from tests.factories.engine_server import EngineServer, engine_server
from tests.factories.engines import trace
from tests.factories.sound import wav_bytes
from tests.reports import native_report

REPORT = engine.UtteranceReport.from_json(native_report())


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PAUSE_S", 0.01)
    monkeypatch.setattr(client, "AWAY_S", 0.1)


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as started:
        yield started


def takes(*texts: str) -> list[engine.UtteranceRequest]:
    return [engine.UtteranceRequest(wav_bytes(), text=text) for text in texts]


def test_outcomes_and_traces_are_told_by_the_take_they_belong_to(
    server: EngineServer,
) -> None:
    told: dict[int, object] = {}
    voices: dict[int, object] = {}
    outcomes = client.analyze_utterances(
        takes("One.", "Two.", "Three."),
        server=server.url,
        on_voice=lambda index, voice: voices.update({index: voice}),
        on_outcome=lambda index, outcome: told.update({index: outcome}),
    )
    assert outcomes == [REPORT] * 3
    assert told == dict.fromkeys(range(3), REPORT)
    assert voices == dict.fromkeys(range(3), trace())
    assert {take.text for take in server.takes} == {"One.", "Two.", "Three."}


def test_several_may_be_heard_with_others_and_one_alone_is_not(
    server: EngineServer,
) -> None:
    client.analyze_utterances(takes("One.", "Two."), server=f"{server.url}/")
    client.analyze_utterances(takes("Three."), server=server.url)
    assert server.paths == ["/together", "/together", "/alone"]


def test_no_takes_have_no_outcomes(server: EngineServer) -> None:
    assert client.analyze_utterances([], server=server.url) == []
    assert server.paths == []


def test_a_recording_that_is_refused_there_is_refused_here(
    server: EngineServer,
) -> None:
    server.refusal = engine.AudioError(engine.AudioRefusal.UNDECODABLE, "no frames")
    (outcome,) = client.analyze_utterances(takes("One."), server=server.url)
    assert isinstance(outcome, engine.AudioError)
    assert outcome.code is engine.AudioRefusal.UNDECODABLE


@pytest.mark.parametrize("status", [503, 404])
def test_a_server_that_is_not_ready_yet_is_asked_again(
    server: EngineServer, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "AWAY_S", 30.0)  # as long as a busy machine may take
    server.troubles = [status, status]
    assert client.analyze_utterances(takes("One."), server=server.url) == [REPORT]
    assert len(server.paths) == 3


def test_a_server_that_stays_away_has_heard_nothing(server: EngineServer) -> None:
    server.troubles = [503] * 100
    with pytest.raises(ServerAwayError, match="503"):
        client.analyze_utterances(takes("One."), server=server.url)


def test_where_nobody_listens_the_server_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ServerAwayError):
        client.analyze_utterances(takes("One."), server=f"http://127.0.0.1:{port}")


@pytest.mark.parametrize("trouble", [500, "hangs up", "no JSON", "{}", "[]"])
def test_a_replica_that_dies_or_raves_is_a_fault_over_that_take_alone(
    server: EngineServer, trouble: int | str
) -> None:
    server.troubles = [trouble]
    one, other = client.analyze_utterances(takes("One.", "Two."), server=server.url)
    fault, report = (one, other) if isinstance(one, Exception) else (other, one)
    assert type(fault) is ServerFaultError
    assert report == REPORT


def test_a_server_that_takes_too_long_is_a_fault(
    server: EngineServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ANSWER_S", 0.05)
    server.troubles = ["dawdles"]
    (outcome,) = client.analyze_utterances(takes("One."), server=server.url)
    assert type(outcome) is ServerFaultError


def test_what_listens_to_outcomes_may_end_the_call(server: EngineServer) -> None:
    def lose(*_: object) -> None:
        raise LookupError("the row is another worker's now")

    with pytest.raises(LookupError):
        client.analyze_utterances(
            takes("One.", "Two."), server=server.url, on_outcome=lose
        )


def test_outcomes_are_told_although_the_server_went_away_in_between(
    server: EngineServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "AWAY_S", 0.0)
    server.troubles = [503]
    told: list[object] = []
    with pytest.raises(ServerAwayError):
        client.analyze_utterances(
            takes("One.", "Two."),
            server=server.url,
            on_outcome=lambda _, outcome: told.append(outcome),
        )
    assert told == [REPORT]
