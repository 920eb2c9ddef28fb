"""The gain of the first advice is separated from chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.evaluation.cues import Moved, one_of_each, report


def test_the_best_outside_the_band_is_what_is_advised() -> None:
    found = report(
        [
            Moved("a", "happy", "pitch_range_st", True, 0.20),
            Moved("a", "happy", "pause_s", True, 0.02),
            Moved("a", "happy", "rate_syllables_per_s", False, 0.50),
            Moved("b", "happy", "pitch_range_st", True, 0.01),
            Moved("b", "happy", "pause_s", False, -0.02),
        ]
    )
    assert found["first"]["gain"] == pytest.approx((0.20 + 0.01) / 2)
    assert found["first"]["share_that_helps"] == 0.5
    assert found["any"]["gain"] == pytest.approx((0.20 + 0.02 + 0.01) / 3)
    assert found["inside"]["gain"] == pytest.approx(0.24)
    assert found["by_measure"]["pitch_range_st"]["n"] == 2
    assert found["n_speakers"] == 2


def test_one_take_of_each_speaker_and_style_is_kept_all_of_one_text() -> None:
    takes = tuple(
        Utterance(Path(f"{i}.wav"), speaker, text=text, emotion=style)
        for i, (speaker, text, style) in enumerate(
            [("a", "x", "sad"), ("a", "x", "sad"), ("a", "y", "sad"), ("b", "x", "sad")]
        )
    )
    kept = one_of_each(Corpus(Path(), takes)).utterances
    assert [u.path.name for u in kept] == ["0.wav", "3.wav"]
