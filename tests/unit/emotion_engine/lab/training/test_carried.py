"""A word that is made to carry a sentence ends above all others, whatever it was."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import SAMPLE_RATE
from emotion_engine.errors import AlignmentError
from emotion_engine.lab.training import carried as module
from emotion_engine.lab.training.carried import ABOVE_ST, MOST_LONGER, carried
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import analyse
from tests.signals import tone
from tests.spoken import aligned

PLAN = plan_phrase("She stayed at home.")
SYLLABLE_S = 0.2


def spoken() -> np.ndarray:
    """Four syllables; the third is four semitones lower than the others, and softer."""
    high, low = (tone(f0_hz, SYLLABLE_S, rms=0.05) for f0_hz in (180.0, 143.0))
    return np.float32(np.concatenate([high, high, low / 3, high]))


def test_a_low_and_soft_word_becomes_the_highest_loudest_and_longest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = aligned([1], [1], [1], [1])
    monkeypatch.setattr(module, "align", lambda *_: words)
    made = carried(spoken(), PLAN, 2, None)
    assert made is not None
    longer_s = (len(made) - len(spoken())) / SAMPLE_RATE
    assert 0.0 < longer_s <= (MOST_LONGER - 1) * 0.11  # of the nucleus
    frames = analyse(made)
    before, inside = Span(0.27, 0.33), Span(0.47, 0.53)
    higher_st = frames.melody_st(inside) - frames.melody_st(before)
    assert higher_st == pytest.approx(ABOVE_ST, abs=0.5)
    assert frames.level_db(inside) > frames.level_db(before)


def test_what_is_not_aligned_or_is_one_word_cannot_be_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise AlignmentError("not found")

    monkeypatch.setattr(module, "align", fails)
    assert carried(spoken(), PLAN, 2, None) is None
    monkeypatch.setattr(module, "align", lambda *_: aligned([1]))
    assert carried(spoken(), plan_phrase("Home."), 0, None) is None
