"""Add to native profiles the expression head's results for the natives themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from emotion_engine.errors import CorpusError
from emotion_engine.expression.judgement import StyleHead
from emotion_engine.expression.voice_expression import VoiceExpressionHead
from emotion_engine.lab.corpora import Corpus, content_marks
from emotion_engine.profiles.store import (
    NEUTRAL,
    ExpressionProfile,
    NativeProfile,
    same_phrase,
)

from .feature_cache import FeatureCache
from .out_of_fold import hear_out_of_fold, hear_with
from .train_expression import ExpressionRecipe

N_RANKS = 21


def native_probabilities(
    corpus: Corpus, cache: FeatureCache, head: StyleHead, recipe: ExpressionRecipe
) -> np.ndarray:
    """Rate natives as the product rates a new speaker.

    Takes that the head was trained on are rated by heads retrained without their
    speaker, since it would be more confident about them than about any learner.

    Returns
    -------
    array, shape (n_takes, n_labels)
        In the order of ``head.labels``.
    """
    if not np.isin(content_marks(corpus), head.trained_on).any():
        return hear_with(head, corpus, cache).probabilities
    if isinstance(head, VoiceExpressionHead):
        raise CorpusError(
            f"{corpus.folder} holds takes that the head was trained on: `train voices "
            "--profiles FILE` renews their profiles from the voices it held out."
        )
    if set(corpus.emotions) != set(head.labels):
        raise CorpusError(
            f"{corpus.folder} holds takes that the head was trained on, but not every "
            "style: take the whole corpus, so that heads can be retrained by fold."
        )
    (heard,) = hear_out_of_fold(corpus, cache, recipe)
    return heard.probabilities


def attach_expression(
    profiles: Iterable[NativeProfile],
    corpus: Corpus,
    probabilities: np.ndarray,
    labels: Sequence[str],
) -> list[NativeProfile]:
    """Add the natives' probabilities to each profile whose takes are in a corpus."""
    group_of = [
        (same_phrase(u.text or ""), u.emotion or NEUTRAL) for u in corpus.utterances
    ]
    attached = []
    for profile in profiles:
        own = (same_phrase(profile.text), profile.style)
        takes = [i for i, group in enumerate(group_of) if group == own]
        if takes and profile.style in labels:
            speakers = [corpus.speakers[i] for i in takes]
            found = describe(probabilities[takes], speakers, labels, profile.style)
            profile = replace(profile, expression=found)
        attached.append(profile)
    return attached


def describe(
    probabilities: np.ndarray,
    speakers: Sequence[str],
    labels: Sequence[str],
    style: str,
) -> ExpressionProfile:
    """Mean of each style and ranks of the target style; speakers weigh equally."""
    counts = Counter(speakers)
    weights = np.array([1 / counts[speaker] for speaker in speakers])
    mean = np.average(probabilities, axis=0, weights=weights)
    target = np.quantile(
        probabilities[:, list(labels).index(style)],
        np.linspace(0, 1, N_RANKS),
        weights=weights,
        method="inverted_cdf",
    )
    return ExpressionProfile(
        mean=dict(zip(labels, mean.tolist(), strict=True)),
        target=tuple(target.tolist()),
    )
