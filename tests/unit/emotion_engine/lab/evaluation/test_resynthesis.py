"""The figures on changed voices say what they claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from emotion_engine.lab.corpora import Utterance
from emotion_engine.lab.evaluation.resynthesis import (
    N_OTHERS,
    STATES,
    Trial,
    drawn,
    off_pattern,
    report,
)
from emotion_engine.rendition.pattern import Pattern, SyllablePattern


def heard(text: str, *, assessable: bool = True, likelihood: float = -0.5) -> dict:
    check = {"log_likelihood_asked": likelihood}
    return {"heard": text, "assessable": assessable, "phrase_check": check}


def trial(speaker: str, rendition: dict[str, Any]) -> Trial:
    plain = heard("we call it bear")
    reports = {"recorded": plain, "vocoder": plain, "rendition": rendition}
    zero = {"melody_st": 0.0, "duration_ratio": 0.0, "level_db": 0.0}
    return Trial(
        speaker,
        "We call it bear.",
        dict.fromkeys(STATES, Path()),
        reports,
        0.2,
        {"recorded": zero | {"melody_st": 3.0}, "vocoder": zero, "rendition": zero},
    )


def summed(*renditions: dict[str, Any]) -> dict[str, Any]:
    names = [f"s{i}" for i in range(len(renditions))]
    voices = np.eye(len(names))
    return report(
        [trial(n, r) for n, r in zip(names, renditions, strict=True)],
        dict.fromkeys(STATES[:2], voices) | {"rendition": np.roll(voices, 1, 0)},
        np.repeat(voices, 2, axis=0),
        np.repeat(names, 2),
        seed=0,
    )


def test_words_lost_and_takes_stopped_are_counted_by_state() -> None:
    states = summed(heard("we call it bear"), heard("we", assessable=False))["states"]
    assert states["recorded"]["word_error_rate"] == 0
    assert states["rendition"]["word_error_rate"] == pytest.approx(3 / 8)
    assert states["recorded"]["passed"] == 1
    assert states["rendition"]["passed"] == 0.5


def test_voices_that_change_hands_are_not_identified() -> None:
    found = summed(heard("we"), heard("we"), heard("we"))
    assert found["states"]["recorded"]["identified"] == 1
    assert found["states"]["rendition"]["identified"] == 0
    assert found["cosine"]["recorded_with_same_speaker"] == 1
    assert found["cosine"]["rendition_with_recorded"] == 0
    assert found["chance"] == pytest.approx(1 / 3)


def test_distances_from_the_pattern_are_means_over_syllables() -> None:
    syllables = [
        {"f0_median_st": 2.0, "relative_duration": 1.0, "level_db": 1.0},
        {"f0_median_st": None, "relative_duration": 2.0, "level_db": -3.0},
    ]
    wanted = SyllablePattern((-1.0, None, 1.0), 1.0, 0.0)
    pattern = Pattern("native", 5, {(0, 0): wanted, (0, 1): wanted}, None, (False,))
    off = off_pattern({"words": [{"index": 0, "syllables": syllables}]}, pattern)
    assert off["melody_st"] == pytest.approx(2.0)
    assert off["duration_ratio"] == pytest.approx(np.log(2) / 2)
    assert off["level_db"] == pytest.approx(2.0)


def test_takes_to_know_a_voice_by_are_not_those_that_are_changed() -> None:
    takes = [Utterance(Path(f"{i}.wav"), f"s{i % 3}", text="a") for i in range(40)]
    for own in drawn(takes, seed=0).values():
        assert len({u.speaker for u in own}) == 1
        assert not {*own[:N_OTHERS]} & {*own[N_OTHERS:]}


def test_speakers_with_too_few_takes_are_left_out() -> None:
    takes = [Utterance(Path(f"{i}.wav"), "s", text="a") for i in range(N_OTHERS)]
    assert drawn(takes, seed=0) == {}
