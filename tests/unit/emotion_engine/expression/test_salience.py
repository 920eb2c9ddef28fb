"""Salience is where the evidence was put: in a word, in a moment, or nowhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.expression.salience import evidence_for, salience_of
from tests.spoken import said_word

WORDS = tuple(
    said_word(i, (1,), start_s=start, end_s=start + 0.5)
    for i, start in enumerate((1.0, 1.5, 2.0))
)


def evidence_between(start_s: float, end_s: float) -> np.ndarray:
    """Frames from 1 s on, 50 a second, which speak for a style for a while."""
    times_s = 1.0 + (np.arange(75) + 0.5) / 50
    return np.where((times_s >= start_s) & (times_s < end_s), 1.0, -0.2)


def found_in(evidence: np.ndarray):
    return salience_of(evidence, WORDS, style="happy", start_s=1.0, frame_rate_hz=50.0)


def test_the_word_with_evidence_for_a_style_is_salient() -> None:
    found = found_in(evidence_between(1.5, 2.0))
    assert found.style == "happy"
    assert np.argmax(found.words) == 1
    assert found.words[1] > 0.9
    assert sum(found.words) == pytest.approx(1.0)


def test_the_heaviest_moment_is_where_the_evidence_was_put() -> None:
    moment = found_in(evidence_between(1.6, 1.9)).moments[0]
    assert moment.start_s == pytest.approx(1.6, abs=0.06)  # half the smoothing
    assert moment.end_s == pytest.approx(1.9, abs=0.06)
    assert moment.share > 0.9


def test_evidence_in_pauses_belongs_to_no_word() -> None:
    apart = (WORDS[0], replace(WORDS[1], start_s=2.0, end_s=2.5))
    evidence = evidence_between(1.5, 2.0)
    found = salience_of(evidence, apart, style="sad", start_s=1.0, frame_rate_hz=50.0)
    assert sum(found.words) < 0.1


def test_without_evidence_for_the_style_nothing_is_salient() -> None:
    assert found_in(np.full(75, -1.0)) is None


def test_what_supports_every_label_equally_is_no_evidence() -> None:
    parts = np.array([[1.0, 1.0, 1.0], [3.0, 0.0, 0.0]])
    assert evidence_for(parts, 0).tolist() == [0.0, 2.0]
