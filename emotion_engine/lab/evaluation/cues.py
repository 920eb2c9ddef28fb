"""Whether the cue advised first brings unseen speakers nearer to a style."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine import analyze_utterance
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.expression.model import LinearExpression
from emotion_engine.lab.corpora import Corpus, Utterance, load_corpus
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.splits import folds_of
from emotion_engine.lab.tasks import SEED, evaluation
from emotion_engine.lab.training.alterations import AS_RECORDED
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.train_expression import (
    ExpressionRecipe,
    styled_takes,
    train_expression,
)
from emotion_engine.profiles.compare import compare
from emotion_engine.profiles.store import NEUTRAL, find_profile
from emotion_engine.rendition.cues import LEAST_GAIN, try_measures
from emotion_engine.results import BandMeasure, BandPosition, UtteranceReport

LOGGER = logging.getLogger(__name__)
TARGETS = ("happy", "angry")


@dataclass(frozen=True, slots=True)
class Moved:
    """One measure of one take, moved to the natives' median of a style."""

    speaker: str
    style: str
    name: str
    was_outside: bool
    gain: float


def evaluate_cues(
    folder: Path,
    config: EngineConfig,
    *,
    targets: Sequence[str] = TARGETS,
    seed: int = 0,
) -> dict[str, Any]:
    """Move neutral takes towards styles, one measure at a time.

    Heads are trained by fold on other speakers, on one take per style and speaker.
    Every measure is moved, even inside the natives' band: the gain of those is due to
    chance and the vocoder.

    Returns
    -------
    dict
        ``first``: what the best measure outside the band gains, in probability of the
        style; ``any``: what one outside of it gains on average; ``inside``: the same
        of measures inside, with the 90th percentile. Intervals are over speakers, 95 %.
    """
    corpus = one_of_each(load_corpus(folder, needs=("text", "emotion")))
    recipe = ExpressionRecipe(variants=(AS_RECORDED,), seed=seed)
    takes = styled_takes(corpus, FeatureCache.of(config), recipe.variants)
    plain = replace(config, expression_enabled=False)
    moved: list[Moved] = []
    for fold in folds_of(corpus, seed=seed):
        head, _ = train_expression(takes, fold.train, recipe)
        for index in fold.test:
            if corpus.utterances[index].emotion == NEUTRAL:
                model = LinearExpression(head)
                moved += move_all(corpus.utterances[index], model, targets, plain)
        LOGGER.info("fold %s: %d measures moved so far", fold.name, len(moved))
    return report(moved) | {"seed": seed, "targets": list(targets)}


def one_of_each(corpus: Corpus) -> Corpus:
    """Keep the first take of each speaker in each style, all of one text."""
    text = corpus.utterances[0].text
    first: dict[tuple[str, str], Utterance] = {}
    for utterance in corpus.utterances:
        if utterance.text == text:
            first.setdefault((utterance.speaker, utterance.emotion), utterance)
    return replace(corpus, utterances=tuple(first.values()))


def move_all(
    take: Utterance,
    model: LinearExpression,
    targets: Sequence[str],
    config: EngineConfig,
) -> list[Moved]:
    """Move every measure of a take towards each style."""
    waveform = load_audio(take.path, config.limits).waveform
    heard = analyze_utterance(take.path, text=take.text, config=config)
    if not heard.assessable:
        return []
    moved = []
    for style in targets:
        measures = compared(heard, take.text, style)
        outside = {m.name for m in measures if m.position is not BandPosition.INSIDE}
        advice = try_measures(waveform, heard, measures, style, config, model)
        moved += [
            Moved(take.speaker, style, trial.name, trial.name in outside, trial.gain)
            for trial in advice.trials
        ]
    return moved


def compared(heard: UtteranceReport, text: str, style: str) -> Sequence[BandMeasure]:
    """Compare a take with natives performing a style."""
    profile = find_profile(text, style)
    if profile is None:
        raise CorpusError(f"No native profile of {text!r} in the style {style!r}.")
    return compare(heard.words, heard.melody, heard.pauses, profile).measures


def report(moved: Sequence[Moved]) -> dict[str, Any]:
    """Summarise the gains."""
    tried: dict[tuple[str, str], list[Moved]] = {}
    for one in moved:
        if one.was_outside:
            tried.setdefault((one.speaker, one.style), []).append(one)
    best = [max(group, key=lambda one: one.gain) for group in tried.values()]
    inside = [one for one in moved if not one.was_outside]
    outside = [one for one in moved if one.was_outside]
    return {
        "first": gained(best)
        | {"share_that_helps": float(np.mean([b.gain >= LEAST_GAIN for b in best]))},
        "any": gained(outside),
        "inside": gained(inside)
        | {"percentile_90": float(np.percentile([i.gain for i in inside], 90))},
        "by_measure": {
            name: gained([one for one in outside if one.name == name])
            for name in sorted({one.name for one in outside})
        },
        "n_speakers": len({one.speaker for one in moved}),
    }


def gained(moved: Sequence[Moved]) -> dict[str, Any]:
    """Return the mean gain with its interval."""
    gains = np.array([one.gain for one in moved])
    interval = interval_over_speakers(
        lambda i: float(gains[i].mean()), [one.speaker for one in moved]
    )
    return {"gain": float(gains.mean()), "gain_interval": interval, "n": len(gains)}


TASK = evaluation(evaluate_cues, SEED)
