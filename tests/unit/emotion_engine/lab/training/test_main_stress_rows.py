"""Each take gives rows as it was said, and with one joining word standing out."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.lab.training import main_stress_rows
from emotion_engine.lab.training.main_stress_rows import Version, versions

SILENCE = np.zeros(8, np.float32)


def altered(monkeypatch: pytest.MonkeyPatch, text: str) -> list[tuple[Version, int]]:
    """Return which versions there are, and which word was raised in each; -1 for none."""
    monkeypatch.setattr(main_stress_rows, "emphasised", lambda _s, _p, at, _a: at)
    monkeypatch.setattr(main_stress_rows, "carried", lambda _s, _p, at, _a: [at])
    models = SimpleNamespace(aligner=None)
    made = versions(SILENCE, plan_phrase(text), models, np.random.default_rng(0))
    return [
        (one.version, -1 if one.waveform is SILENCE else one.waveform[0])
        for one in made
    ]


def test_a_joining_word_and_a_content_word_are_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert altered(monkeypatch, "She went to it.") == [
        (Version.RECORDED, -1),
        (Version.RAISED, 2),
        (Version.CARRIED, 2),
        (Version.CONTENT, 1),
    ]


def test_without_such_words_a_take_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert altered(monkeypatch, "In it she is.") == [(Version.RECORDED, -1)]
