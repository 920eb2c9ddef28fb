"""Faults are put into natives' takes as named, and counted where they are told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from emotion_engine import UtteranceRequest
from emotion_engine.alignment.function_words import FUNCTION_WORDS
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AudioError, AudioRefusal, CorpusError, EngineError
from emotion_engine.lab.evaluation import unrecorded
from emotion_engine.lab.evaluation.unrecorded import (
    FAULTS,
    RECORDED,
    Said,
    above_all,
    drawn,
    ends_in_fall,
    evaluate_unrecorded,
    raised,
)
from emotion_engine.profiles.store import Evidence
from emotion_engine.results import FindingCode, UtteranceReport
from tests.corpus import write_corpus
from tests.reports import finding, report

ALL = {"n_takes": 9, "max_words": None, "questions": False, "seed": 0}
SILENCE = np.zeros(8, np.float32)


def said(text: str) -> Said:
    return Said(SILENCE, plan_phrase(text), None)


def marked(*_: object, **how: object) -> np.ndarray:
    """Stands in for a change of the sound."""
    return np.float32([how.get("rises", 1)])


@pytest.fixture(autouse=True)
def _without_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = SimpleNamespace(waveform=SILENCE)
    monkeypatch.setattr(unrecorded, "load_audio", lambda *_: sound)
    monkeypatch.setattr(unrecorded, "models_of", lambda _: SimpleNamespace(aligner=0))
    for name in ("with_frames", "with_ending", "emphasised", "carried"):
        monkeypatch.setattr(unrecorded, name, marked)


def test_only_a_question_with_yes_or_no_loses_its_rise() -> None:
    assert ends_in_fall(said("Is it you?")).tolist() == [0]
    assert ends_in_fall(said("Why is it you?")) is None
    assert ends_in_fall(said("It is you.")) is None


def test_a_word_of_a_kind_is_raised_but_not_the_first_or_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen: list[int] = []
    monkeypatch.setattr(
        unrecorded, "emphasised", lambda _sound, _plan, words, _: chosen.extend(words)
    )
    monkeypatch.setattr(
        unrecorded, "carried", lambda _sound, _plan, word, _: chosen.append(word)
    )
    raised(said("Bring the peas."), FUNCTION_WORDS)
    above_all(said("Bring peas in the bag."), {"the"})
    assert chosen == [1, 3]
    assert raised(said("Bring peas."), FUNCTION_WORDS) is None
    assert above_all(said("Bring peas."), FUNCTION_WORDS) is None
    assert drawn(plan_phrase("In it goes in."), {"in"}) is None


class Engine:
    """Stands in for the engine: what it tells of a file, by the file's name."""

    def __init__(self, told: dict[str, FindingCode | EngineError]) -> None:
        self.told = told
        self.profiles: list[str] = []

    def __call__(
        self, requests: Sequence[UtteranceRequest], *, config: EngineConfig
    ) -> list[UtteranceReport | EngineError]:
        assert not config.expression_enabled
        self.profiles += [request.profile.evidence for request in requests]
        return [self.outcome(Path(request.source).stem) for request in requests]

    def outcome(self, name: str) -> UtteranceReport | EngineError:
        told = self.told.get(name, FindingCode.WELL_DONE)
        return told if isinstance(told, EngineError) else report(finding(told))


def test_faults_are_counted_where_one_of_their_codes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine(
        {
            "1": FindingCode.TOO_FAST,
            "flat": FindingCode.MELODY_TOO_FLAT,
            "upside_down": FindingCode.MELODY_TOO_FLAT,
        }
    )
    monkeypatch.setattr(unrecorded, "analyze_utterances", engine)
    texts = ("We meet at the bridge.", "Is it you.")
    rows = [{"speaker": f"s{i}", "text": text} for i, text in enumerate(texts)]
    folder = write_corpus(tmp_path / "n", rows)
    found = evaluate_unrecorded([folder], EngineConfig(), **ALL)["n"]
    assert found["n"] == 2
    assert found["in_peace"]["share"] == 0.5
    assert found["wrong"] == {"too_fast": 0.5}
    shares = {name: (own["n"], own["share"]) for name, own in found["found"].items()}
    assert shares == {
        "flat": (2, 1.0),
        "upside_down": (2, 0.0),
        "rise_missing": (1, 0.0),
        "function_word_raised": (2, 0.0),
        "joining_word_carries": (1, 0.0),
        "other_function_word_carries": (1, 0.0),
    }
    assert set(engine.profiles) == {Evidence.EXPECTED}
    only = evaluate_unrecorded([folder], EngineConfig(), **ALL | {"questions": True})
    assert only["n"]["n"] == 1


def test_a_folder_of_which_nothing_can_be_judged_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = AudioError(AudioRefusal.NOT_AUDIO, "no sound")
    monkeypatch.setattr(unrecorded, "analyze_utterances", Engine({"0": refused}))
    folder = write_corpus(tmp_path / "n", [{"speaker": "s", "text": "We do."}])
    with pytest.raises(CorpusError, match="no take could be judged"):
        evaluate_unrecorded([folder], EngineConfig(), **ALL)


def test_every_fault_has_something_by_which_it_is_found() -> None:
    assert RECORDED not in FAULTS
    assert all(fault.codes for fault in FAULTS.values())
