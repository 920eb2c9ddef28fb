"""What heads say of voices and corpora held out, each calibrated by the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from emotion_engine.expression.voice_expression import Clarity
from emotion_engine.lab.training.voices.calibrate import (
    choose_clarity,
    masked_softmax,
    temperature_of,
)
from emotion_engine.lab.training.voices.fit import KINDS
from emotion_engine.lab.training.voices.takes import VoiceTakes

from .voices import KNOWN, Known, Split
from .voices_report import Answers, measure_corpora, measure_readers

Logits = dict[str, dict[Known, np.ndarray]]
UNKNOWN, WELL_KNOWN = Known(0), Known(10)


def softened(logits: np.ndarray, temperature: float) -> np.ndarray:
    """Return probabilities, nothing masked."""
    return masked_softmax(logits / temperature, np.ones(logits.shape, dtype=bool))


def measured_by_fold(
    takes: VoiceTakes, folds: Sequence[Split], logits: Logits
) -> dict[str, Any]:
    """Measure held-out voices, calibrated by the voices of the other folds."""
    found = {}
    for known in KNOWN:
        answers = calibrated_by_others(takes, folds, logits, known)
        found[known.name] = {
            "corpora": measure_corpora(
                takes, answers, full=known in (UNKNOWN, WELL_KNOWN)
            ),
            "people_who_only_read": measure_readers(takes, answers),
        }
    return found


def calibrated_by_others(
    takes: VoiceTakes, folds: Sequence[Split], logits: Logits, known: Known
) -> Answers:
    """Turn logits into probabilities and clear answers, fold by fold."""
    shape = (len(takes), len(takes.labels))
    found = {kind: np.zeros(shape) for kind in KINDS}
    clear = np.zeros(len(takes), dtype=bool)
    for fold in folds:
        others = np.setdiff1d(np.arange(len(takes)), fold.test)
        elsewhere = {}
        for kind in KINDS:
            mine = logits[kind][known]
            temperature = temperature_of(kind, takes[others], mine[others])
            elsewhere[kind] = softened(mine[others], temperature)
            found[kind][fold.test] = softened(mine[fold.test], temperature)
        clarity = choose_clarity(takes[others], **elsewhere)
        clear[fold.test] = clarity.holds(
            found["performed"][fold.test], found["heard"][fold.test]
        )
    return Answers(found["performed"], found["heard"], clear)


def measured_outside(takes: VoiceTakes, logits: Logits) -> dict[str, Any]:
    """Measure whole corpora held out, each calibrated by the others' takes."""
    found: dict[str, Any] = {}
    tested = ~np.isnan(logits["performed"][UNKNOWN][:, 0])
    names = np.unique(takes.corpora[tested])
    for known in (UNKNOWN, WELL_KNOWN):
        for name in names:
            mine = takes.corpora == name
            others = tested & ~mine
            soft, elsewhere = {}, {}
            for kind in KINDS:
                values = logits[kind][known]
                at = temperature_of("performed", takes[others], values[others])
                soft[kind] = softened(values[mine], at)
                elsewhere[kind] = softened(values[others], at)
            clarity: Clarity = choose_clarity(takes[others], **elsewhere)
            answers = Answers(
                soft["performed"],
                soft["heard"],
                clarity.holds(soft["performed"], soft["heard"]),
            )
            figures = measure_corpora(
                takes[mine], answers, full=False, among=takes[others]
            )
            found.setdefault(known.name, {}).update(figures)
    return found
