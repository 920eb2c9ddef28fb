"""Measure heads over several corpora, fit one on everybody, write it with its card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.expression.voice_expression import Clarity, VoiceExpressionHead
from emotion_engine.lab.corpora import Corpus, content_marks
from emotion_engine.lab.evaluation.voices import (
    KNOWN,
    Known,
    Split,
    hear,
    joint_folds,
    left_out,
)
from emotion_engine.lab.evaluation.voices_report import (
    Answers,
    measure_corpora,
    measure_readers,
)
from emotion_engine.lab.training.attach_expression import attach_expression
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.voices.calibrate import (
    Temperatures,
    choose_clarity,
    masked_softmax,
    temperature_of,
)
from emotion_engine.lab.training.voices.fit import (
    KINDS,
    VoiceRecipe,
    directions_of,
    fit_voices,
)
from emotion_engine.lab.training.voices.takes import (
    VoiceTakes,
    as_other_voices,
    takes_of,
    together,
)
from emotion_engine.profiles.store import read_profiles, write_profiles
from emotion_engine.version import ENGINE_VERSION

from .expression import origin, today

Logits = dict[str, dict[Known, np.ndarray]]
UNKNOWN, WELL_KNOWN = Known(0), Known(10)


def release_voices(
    corpora: Sequence[Corpus],
    cache: FeatureCache,
    recipe: VoiceRecipe,
    folder: Path,
    *,
    name: str,
    profiles: Path | None = None,
) -> dict[str, Any]:
    """Write the head of all voices; return what holding voices and corpora out measured.

    Corpora without emotions are people who only read.
    """
    takes = together([takes_of(corpus, cache, recipe.input) for corpus in corpora])
    altered = altered_takes(corpora, cache, recipe)
    folds = list(joint_folds(takes, seed=recipe.seed))
    by_fold = hear(takes, folds, recipe, altered=altered)
    splits, both = list(left_out(takes)), (UNKNOWN, WELL_KNOWN)
    outside = hear(takes, splits, recipe, both, altered)
    measured = {
        "protocol": (
            "six folds, actors of all corpora and one corpus of readers held out at a "
            "time; temperatures and thresholds from the other folds"
        ),
        "held_out": measured_by_fold(takes, folds, by_fold),
        "corpus_left_out": measured_outside(takes, outside),
    }
    head = fitted(takes, altered, recipe, by_fold, outside, name)
    marks = np.concatenate([content_marks(corpus) for corpus in corpora])
    head = VoiceExpressionHead(
        **{
            field: getattr(head, field)
            for field in head.__slots__
            if field not in ("speakers", "trained_on")
        },
        speakers={c.name: tuple(sorted(set(c.speakers))) for c in corpora},
        trained_on=marks,
    )
    head.write(folder, card_of(corpora, cache.encoder_name, recipe, measured))
    if profiles:
        answers = calibrated_by_others(takes, folds, by_fold, UNKNOWN)
        renew_profiles(profiles, corpora, takes, answers.performed)
    return measured


def renew_profiles(
    path: Path,
    corpora: Sequence[Corpus],
    takes: VoiceTakes,
    probabilities: np.ndarray,
) -> None:
    """Let native profiles say how heads that never heard these natives hear them."""
    profiles = list(read_profiles(path))
    for corpus in corpora:
        mine = probabilities[takes.corpora == corpus.name]
        if any(corpus.emotions):
            profiles = attach_expression(profiles, corpus, mine, takes.labels)
    write_profiles(profiles, path)


def altered_takes(
    corpora: Sequence[Corpus], cache: FeatureCache, recipe: VoiceRecipe
) -> VoiceTakes | None:
    """Read altered takes of small corpora, to learn from beside the recorded ones."""
    several = [
        as_other_voices(takes_of(corpus, cache, recipe.input, alteration))
        for corpus in corpora
        if any(corpus.emotions) and len(corpus) < recipe.few_takes
        for alteration in recipe.alterations
    ]
    return together(several) if several else None


def fitted(
    takes: VoiceTakes,
    altered: VoiceTakes | None,
    recipe: VoiceRecipe,
    by_fold: Logits,
    outside: Logits,
    name: str,
) -> VoiceExpressionHead:
    """Fit on all takes; what was held out says how sure the head may be."""
    shown = takes if altered is None else together([takes, altered], takes.labels)
    directions = directions_of(shown, recipe)
    heads, unknown, known = {}, {}, {}
    every, tested = (
        np.arange(len(takes)),
        ~np.isnan(outside["performed"][UNKNOWN][:, 0]),
    )
    both = np.concatenate([every, np.flatnonzero(tested)])
    for kind in KINDS:
        logits = {
            one: np.concatenate([by_fold[kind][one], outside[kind][one][tested]])
            for one in (UNKNOWN, WELL_KNOWN)
        }
        temperatures = Temperatures(
            *(temperature_of(kind, takes[both], found) for found in logits.values())
        )
        heads[kind] = temperatures.cooled(fit_voices(shown, kind, recipe, directions))
        unknown[kind] = softened(logits[UNKNOWN], temperatures.unknown)
        known[kind] = softened(logits[WELL_KNOWN], temperatures.known)
    return VoiceExpressionHead(
        name=name,
        labels=takes.labels,
        performed=heads["performed"],
        heard=heads["heard"],
        unknown=choose_clarity(takes[both], **unknown),
        known=choose_clarity(takes[both], **known),
    )


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


def card_of(
    corpora: Sequence[Corpus],
    encoder_name: str,
    recipe: VoiceRecipe,
    measured: dict[str, Any],
) -> dict[str, Any]:
    """Say what the head learnt from, what for, and how far its figures hold."""
    origins = [origin(corpus) for corpus in corpora]
    return {
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "encoder": encoder_name,
        "data": {
            "source": "; ".join(o["source"] for o in origins),
            "licence": "; ".join(dict.fromkeys(o["licence"] for o in origins)),
            "corpora": [
                {"name": c.name, "n_takes": len(c), "n_speakers": len(set(c.speakers))}
                | origin(c)
                for c in corpora
            ],
        },
        "for": "How a delivery compares with actors performing each style of a phrase, "
        "and how listeners would hear it.",
        "not_for": "What a speaker feels; grades; speech that is not English.",
        "known_limits": [
            "Corpora with styles are acted by North Americans in few sentences; a "
            "corpus that was left out is told far worse than one that was not.",
            "Noise near the level of the speech, and microphones unlike the corpora's.",
        ],
        "recipe": {
            "strength": recipe.strength,
            "n_directions": recipe.n_directions,
            "n_own": recipe.n_own,
            "variants": ["as recorded", *(a.name for a in recipe.alterations)],
            "seed": recipe.seed,
        },
        "measured": measured,
    }
