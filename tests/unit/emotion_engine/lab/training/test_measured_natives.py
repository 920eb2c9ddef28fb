"""Measuring natives once: what is kept is what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training import measured_natives
from emotion_engine.lab.training.measured_natives import Said, measure_takes
from tests.corpus import write_corpus
from tests.spoken import native_takes

SAID = Said(*(getattr(native_takes(1)[0], n) for n in ("words", "melody", "pauses")))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEATURE_CACHE", str(tmp_path / "cache"))


def test_a_take_is_measured_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(
        measured_natives, "measure_anew", lambda u, _: asked.append(u) or SAID
    )
    folder = write_corpus(tmp_path, [{"speaker": "s", "text": "W0 w1."}])
    takes = load_corpus(folder).utterances
    first, again = (list(measure_takes(takes, EngineConfig())) for _ in range(2))
    assert len(asked) == 1
    assert again[0].words == first[0].words
    assert again[0].pauses == SAID.pauses
    assert again[0].style == "neutral"


def test_a_take_that_cannot_be_aligned_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = []
    monkeypatch.setattr(measured_natives, "measure_anew", lambda u, _: asked.append(u))
    folder = write_corpus(tmp_path, [{"speaker": "s", "text": "W0 w1."}])
    takes = load_corpus(folder).utterances
    for _ in range(2):
        assert list(measure_takes(takes, EngineConfig())) == []
    assert len(asked) == 1
    assert "0.wav left out" in caplog.text
