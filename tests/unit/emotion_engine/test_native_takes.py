"""Takes of natives: what is refused, what is measured, and what is left in doubt."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from emotion_engine import native_takes, pipeline
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, AudioError, AudioRefusal
from emotion_engine.heard import Prepared
from emotion_engine.native_takes import measure_all
from emotion_engine.request import UtteranceRequest
from emotion_engine.results import (
    NativeDoubt,
    NativeMeasures,
    PhraseCheck,
    PhraseVerdict,
    Reason,
)
from tests.faults import QUALITY
from tests.spoken import falling_melody, said_word

WORDS = (said_word(0, (1,)), said_word(1, (1,)))
SAID = PhraseCheck("go on", PhraseVerdict.MATCH, (), (), None, None)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the recogniser hears in every take, and how well it was recorded."""
    facts: dict[str, Any] = {"check": SAID, "quality": QUALITY}

    def prepare(request, report, models):
        if request.source == b"broken":
            raise AudioError(AudioRefusal.UNDECODABLE, "no sound")
        report.add(quality=facts["quality"])
        if request.source == b"quiet":
            report.stop(Reason.TOO_QUIET)
            return None
        return Prepared(request, report, None, None, WAVEFORM, ())

    def hear_each(takes, models):
        for take in takes:
            take.report.add(phrase_check=facts["check"])
        return [SimpleNamespace(take=t, check=facts["check"]) for t in takes]

    def measure(waveform, plan, models):
        if facts.get("lost"):
            raise AlignmentError("no path")
        return SimpleNamespace(melody=falling_melody(0.9, 4, -4), pauses=())

    models = SimpleNamespace(load=lambda: None, config=EngineConfig())
    monkeypatch.setattr(native_takes, "models_of", lambda config: models)
    monkeypatch.setattr(native_takes, "measure", measure)
    monkeypatch.setattr(native_takes, "words_of", lambda *_: WORDS)
    monkeypatch.setattr(pipeline, "prepare", prepare)
    monkeypatch.setattr(pipeline, "hear_each", hear_each)
    return facts


WAVEFORM = [0.0] * 16_000


def measured(*sources: bytes) -> list[Any]:
    requests = [UtteranceRequest(source, "Go on.") for source in sources]
    return measure_all(requests, config=EngineConfig())


def test_a_take_in_which_the_phrase_was_said_is_measured(heard) -> None:
    (take,) = measured(b"said")
    assert (take.reason, take.words, take.doubts) == (None, WORDS, ())
    assert NativeMeasures.from_json(take.to_json()).words == WORDS


def test_what_cannot_be_judged_is_refused_with_its_reason(heard) -> None:
    quiet, broken = measured(b"quiet", b"broken")
    assert (quiet.reason, quiet.words, quiet.melody) == (Reason.TOO_QUIET, (), None)
    assert isinstance(broken, AudioError)


def test_another_phrase_is_refused(heard) -> None:
    heard["check"] = replace(SAID, verdict=PhraseVerdict.OTHER_PHRASE)
    assert measured(b"other")[0].reason is Reason.OTHER_PHRASE


def test_a_phrase_that_cannot_be_found_in_time_is_refused(heard) -> None:
    heard["lost"] = True
    assert measured(b"lost")[0].reason is Reason.NOT_ALIGNED


def test_missing_words_and_noise_are_left_to_a_person(heard) -> None:
    heard["check"] = replace(
        SAID, verdict=PhraseVerdict.PARTIAL, missing=(1,), extra=("well",)
    )
    heard["quality"] = replace(QUALITY, snr_db=9.0)
    (take,) = measured(b"noisy")
    assert take.words == WORDS
    assert take.doubts == (
        NativeDoubt.WORDS_LEFT_OUT,
        NativeDoubt.WORDS_ADDED,
        NativeDoubt.NOISE,
    )


def test_each_outcome_is_told_as_soon_as_it_is_known(heard) -> None:
    told = []
    requests = [UtteranceRequest(b"said", "Go on."), UtteranceRequest(b"quiet", "Go.")]
    measure_all(
        requests, config=EngineConfig(), on_outcome=lambda i, take: told.append(i)
    )
    assert told == [1, 0]
