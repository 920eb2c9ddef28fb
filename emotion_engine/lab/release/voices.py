"""Measure heads over several corpora, fit one on everybody, write it with its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.expression.voice_expression import VoiceExpressionHead
from emotion_engine.lab.corpora import Corpus, content_marks, load_corpus
from emotion_engine.lab.corpora.reserved import without_reserved
from emotion_engine.lab.evaluation.voices import hear, joint_folds, left_out
from emotion_engine.lab.evaluation.voices_held_out import (
    UNKNOWN,
    WELL_KNOWN,
    Logits,
    calibrated_by_others,
    measured_by_fold,
    measured_outside,
    softened,
)
from emotion_engine.lab.tasks import FOLDERS, SEED, Task, destination, option
from emotion_engine.lab.training.attach_expression import attach_expression
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.voices.calibrate import (
    Temperatures,
    choose_clarity,
    temperature_of,
)
from emotion_engine.lab.training.voices.fit import (
    KINDS,
    VoiceRecipe,
    directions_of,
    fit_voices,
)
from emotion_engine.lab.training.voices.sampling import some_of_each
from emotion_engine.lab.training.voices.takes import (
    VoiceTakes,
    as_other_voices,
    takes_of,
    together,
)
from emotion_engine.profiles.store import read_profiles, write_profiles
from emotion_engine.version import ENGINE_VERSION
from emotion_engine.weights.shipped import assets_folder

from .provenance import origin, today


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
    head = replace(
        head,
        speakers={c.name: tuple(sorted(set(c.speakers))) for c in corpora},
        trained_on=np.concatenate([content_marks(corpus) for corpus in corpora]),
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


def run(
    folders: Sequence[Path],
    out: Path,
    config: EngineConfig,
    *,
    read: Sequence[Path],
    read_takes: int,
    profiles: Path | None,
    seed: int,
) -> dict[str, Any]:
    """Release a head that learnt from several corpora, and from people who only read."""
    acted = [load_corpus(folder, needs=("emotion",)) for folder in folders]
    readers = [
        some_of_each(without_reserved(load_corpus(f)), read_takes, seed=seed)
        for f in read
    ]
    cache = FeatureCache.of(config)
    return release_voices(
        [*acted, *readers],
        cache,
        VoiceRecipe(seed=seed),
        out,
        name=f"{cache.encoder_name}-voices-{today()}",
        profiles=profiles,
    )


TASK = Task(
    run,
    (
        FOLDERS,
        option(
            "--read",
            type=Path,
            nargs="*",
            default=[],
            metavar="FOLDER",
            help="people who only read: neutral or calm, and nothing else as clear",
        ),
        option(
            "--read-takes",
            type=int,
            default=180,
            metavar="N",
            help="of each such corpus",
        ),
        option(
            "--profiles",
            type=Path,
            metavar="FILE",
            help="renew what native profiles say of natives who were held out",
        ),
        destination(assets_folder("expression")),
        SEED,
    ),
)
