"""How far each syllable of a take lies outside the natives' range."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean
from typing import Any

import emotion_engine as engine
from teaching_app.practice.feedback.facts import asked_of_stress

STRESS_OFF = {
    engine.StressState.AS_EXPECTED: 0.0,
    engine.StressState.UNCLEAR: 0.5,
    engine.StressState.ELSEWHERE: 1.0,
}


def deviations(report: engine.UtteranceReport) -> Iterator[list[Any]]:
    """Each syllable as ``[word index, text, deviation, is stressed]``.

    The deviation is the share of compared measures that lie outside the natives'
    range: stress, length, height, loudness and melody, as far as they are known;
    ``None`` where none is, or the word was not recognised.
    """
    compared = {
        (s.word_index, s.syllable_index): s
        for s in (report.comparison.syllables if report.comparison else ())
    }
    in_doubt = asked_of_stress(report)
    for word in report.words:
        for index, syllable in enumerate(word.syllables):
            known = [
                *(() if word.index in in_doubt else _stress(word, index)),
                *_outside(compared.get((word.index, index))),
            ]
            deviation = round(fmean(known), 2) if known and word.heard else None
            is_stressed = word.expected_syllable == index
            yield [word.index, syllable.text, deviation, is_stressed]


def _stress(word: engine.WordResult, index: int) -> Iterator[float]:
    """Misplaced stress counts on two syllables: absent on one, extra on the other."""
    off = STRESS_OFF.get(word.stress_state)
    if off is not None:
        concerned = index in (word.expected_syllable, word.stressed_syllable)
        yield off if concerned else 0.0


def _outside(compared: engine.SyllableComparison | None) -> Iterator[float]:
    if compared is None:
        return
    for measure in (compared.duration, compared.f0, compared.level):
        if measure is not None:
            yield float(measure.position is not engine.BandPosition.INSIDE)
    if compared.melody_inside_share is not None:
        yield 1 - compared.melody_inside_share
