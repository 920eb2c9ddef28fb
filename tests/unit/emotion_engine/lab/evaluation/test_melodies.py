"""Natives' melodies are taken away as named, and the rest of the take stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from emotion_engine import UtteranceRequest
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AudioError, AudioRefusal, CorpusError, EngineError
from emotion_engine.lab.evaluation import melodies
from emotion_engine.lab.evaluation.melodies import (
    FLAT_RANGE_ST,
    RECORDED,
    TREATMENTS,
    evaluate_melodies,
    flattened,
    melody_st,
    upside_down,
    whispered,
)
from emotion_engine.results import (
    DeliveryResult,
    Finding,
    FindingCode,
    ScoreEstimate,
    UtteranceReport,
)
from emotion_engine.resynthesis.world import WorldFrames
from tests.corpus import write_corpus
from tests.reports import finding, report

ALL = {"n_takes": 9, "max_words": None, "seed": 0}


def frames() -> WorldFrames:
    """A voice that rises over an octave, with an unvoiced gap."""
    f0_hz = 100 * 2 ** np.linspace(0, 1, 101)
    f0_hz[40:50] = 0
    shape = (101, 3)
    return WorldFrames(f0_hz, np.ones(shape), np.zeros(shape))


def range_st(heard: WorldFrames) -> float:
    low, high = np.percentile(melody_st(heard), [5, 95])
    return float(high - low)


def test_a_flattened_melody_has_the_range_that_is_named() -> None:
    assert range_st(flattened(frames())) == pytest.approx(FLAT_RANGE_ST)


def test_a_melody_that_is_flatter_already_is_left_alone() -> None:
    flat = flattened(flattened(frames()))
    assert range_st(flat) == pytest.approx(FLAT_RANGE_ST)


def test_a_mirrored_melody_falls_where_it_rose_about_the_same_middle() -> None:
    before, after = melody_st(frames()), melody_st(upside_down(frames()))
    assert after == pytest.approx(-before)


@pytest.mark.parametrize("treat", [flattened, upside_down])
def test_what_was_unvoiced_stays_unvoiced(
    treat: Callable[[WorldFrames], WorldFrames],
) -> None:
    assert (treat(frames()).f0_hz == 0).tolist() == (frames().f0_hz == 0).tolist()


def test_a_whisper_has_no_pitch_and_is_all_noise() -> None:
    heard = whispered(frames())
    assert not heard.f0_hz.any()
    assert (heard.aperiodicity == 1).all()
    assert not flattened(heard).f0_hz.any()


def rated(prosody: float | None, *findings: Finding) -> UtteranceReport:
    good = ScoreEstimate(9.5, 9.0, 10.0)
    own = None if prosody is None else replace(good, value=prosody)
    return report(*findings, delivery=DeliveryResult(good, good, own, good))


class Engine:
    """Stands in for the engine: the same reports for every take, by treatment."""

    def __init__(self, outcomes: dict[str, UtteranceReport | EngineError]) -> None:
        self.outcomes = outcomes

    def __call__(
        self, requests: Sequence[UtteranceRequest], *, config: EngineConfig
    ) -> list[UtteranceReport | EngineError]:
        names = [RECORDED, *TREATMENTS]
        return [self.outcomes[name] for name, _ in zip(names, requests, strict=True)]


def natives(folder: Path) -> Path:
    rows = [{"speaker": f"s{i}", "text": "One."} for i in range(2)]
    return write_corpus(folder, rows)


@pytest.fixture(autouse=True)
def _without_the_vocoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(melodies, "analyse", lambda _waveform: frames())
    silence = SimpleNamespace(waveform=np.zeros(8, np.float32))
    monkeypatch.setattr(melodies, "load_audio", lambda *_: silence)
    monkeypatch.setattr(melodies, "synthesise", lambda *_: np.zeros(8, np.float32))


def test_the_top_band_is_counted_by_treatment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flat = finding(FindingCode.MELODY_TOO_FLAT)
    engine = Engine(
        {
            RECORDED: rated(9.5),
            "copied": rated(9.2),
            "flattened": rated(5.0, flat),
            "upside_down": rated(8.9),
            "whispered": rated(None),
        }
    )
    monkeypatch.setattr(melodies, "analyze_utterances", engine)
    found = evaluate_melodies([natives(tmp_path / "n")], EngineConfig(), **ALL)["n"]
    assert found["n"] == 2
    top = {name: found[name]["top_band"] for name in (RECORDED, *TREATMENTS)}
    assert top == {
        RECORDED: 1.0,
        "copied": 1.0,
        "flattened": 0.0,
        "upside_down": 0.0,
        "whispered": 0.0,
    }
    assert found["whispered"]["not_judged"] == 1.0
    assert found["flattened"]["told"] == {"melody_too_flat": 1.0}


def test_a_folder_of_which_nothing_can_be_judged_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = AudioError(AudioRefusal.NOT_AUDIO, "no sound")
    engine = Engine(dict.fromkeys((RECORDED, *TREATMENTS), refused))
    monkeypatch.setattr(melodies, "analyze_utterances", engine)
    with pytest.raises(CorpusError, match="no take could be judged"):
        evaluate_melodies([natives(tmp_path / "n")], EngineConfig(), **ALL)
