"""What is sent between worker and server comes out as it went in, and is plain JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import emotion_engine as engine
from teaching_app.engine_server import wire
from tests.factories.engines import trace
from tests.factories.sound import wav_bytes
from tests.reports import native_report


def sent(values: object) -> object:
    return json.loads(json.dumps(values))


def test_a_take_arrives_with_all_that_is_asked_of_it() -> None:
    take = engine.UtteranceRequest(
        wav_bytes(),
        text="We record a new record.",
        style="happy",
        stress={1: 1, 4: "noun"},
        accent=(1, 4),
        with_expression=False,
        own_voice=(trace(), trace("sad", value=0.5)),
    )
    assert wire.request_from_json(sent(wire.request_to_json(take))) == take


def test_what_is_not_told_is_not_told_there() -> None:
    take = engine.UtteranceRequest(wav_bytes(), text="Tea.")
    assert wire.request_from_json(sent(wire.request_to_json(take))) == take


def test_a_file_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(wav_bytes())
    values = sent(wire.request_to_json(engine.UtteranceRequest(path, text="Tea.")))
    assert wire.request_from_json(values).source == wav_bytes()


def test_natives_to_compare_with_arrive_too() -> None:
    shipped = next(iter(engine.shipped_profiles()))
    take = engine.UtteranceRequest(wav_bytes(), text=shipped.text, profile=shipped)
    arrived = wire.request_from_json(sent(wire.request_to_json(take))).profile
    assert arrived.to_json() == shipped.to_json()


def test_a_report_arrives_with_the_traces_of_the_voice() -> None:
    report = engine.UtteranceReport.from_json(native_report())
    heard = wire.Heard(report, (trace("happy"),))
    assert wire.heard_from_json(sent(wire.heard_to_json(heard))) == heard


@pytest.mark.parametrize(
    "error",
    [
        engine.AudioError(engine.AudioRefusal.UNDECODABLE, "no frames"),
        engine.TextError(engine.TextRefusal.NO_WORDS, "no words"),
        engine.AlignmentError("no path"),
        engine.MemoryExhaustedError("too long"),
    ],
)
def test_an_error_arrives_as_its_kind_with_code_and_message(
    error: engine.EngineError,
) -> None:
    arrived = wire.heard_from_json(sent(wire.heard_to_json(wire.Heard(error)))).outcome
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert getattr(arrived, "code", None) == getattr(error, "code", None)


def test_an_error_that_is_not_known_arrives_as_what_it_is_one_of() -> None:
    class NewerError(engine.AlignmentError):
        """A kind that the other side does not know."""

    values = sent(wire.heard_to_json(wire.Heard(NewerError("new"))))
    assert type(wire.heard_from_json(values).outcome) is engine.AlignmentError


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"traces": []},
        {"traces": [], "error": {"kind": "OSError", "code": None, "message": ""}},
        {"traces": [], "error": {"kind": "AudioError", "code": "x", "message": ""}},
        {"traces": [], "report": {"format_version": 10_000}},
    ],
)
def test_what_is_no_answer_is_an_error(values: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, engine.ReportFormatError)):
        wire.heard_from_json(values)
