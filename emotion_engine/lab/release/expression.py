"""Release an expression head: measure by fold, train on all, write with card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.lab.corpora import Corpus, content_marks
from emotion_engine.lab.corpora.chosen import CHOICE, Choice, load_chosen
from emotion_engine.lab.evaluation.expression import ROBUSTNESS, evaluate_retrained
from emotion_engine.lab.evaluation.expression_figures import expression_table
from emotion_engine.lab.tasks import FOLDER, SEED, Task, destination
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.train_expression import (
    ExpressionRecipe,
    styled_takes,
    train_expression,
)
from emotion_engine.weights.shipped import assets_folder

from .provenance import provenance, today


def release_expression(
    corpus: Corpus,
    cache: FeatureCache,
    recipe: ExpressionRecipe,
    folder: Path,
    *,
    robustness: bool = False,
) -> dict[str, Any]:
    """Write the head trained on all speakers; return the figures of the folds."""
    measured = evaluate_retrained(corpus, cache, recipe, robustness=robustness)
    takes = styled_takes(corpus, cache, recipe.variants)
    everybody = np.arange(len(corpus))
    name = f"{cache.encoder_name}-linear-{today()}"
    head, strength = train_expression(takes, everybody, recipe, name=name)
    head = replace(head, trained_on=content_marks(corpus))
    card = provenance(corpus, cache.encoder_name) | {
        "for": "How near a delivery is to actors performing each style of a phrase.",
        "not_for": "What a speaker feels; grades; speech that is not English.",
        "known_limits": limits_of(corpus),
        "recipe": {
            "strength": strength,
            "variants": [variant.name for variant in recipe.variants],
            "seed": recipe.seed,
        },
        "measured": measured,
    }
    head.write(folder, card)
    return measured


def limits_of(corpus: Corpus) -> list[str]:
    """Describe known limitations of a head trained on this corpus."""
    texts = {u.text for u in corpus.utterances if u.text}
    said = f"{len(texts)} sentences, " if texts else ""
    n_speakers = len(set(corpus.speakers))
    return [
        f"Learnt from {said}{n_speakers} speakers: other phrases, accents and above all "
        "learners' accents are unmeasured.",
        "Noise near the level of the speech, and microphones unlike the corpus's.",
    ]


def run(
    folder: Path,
    out: Path,
    config: EngineConfig,
    *,
    seed: int,
    robustness: bool,
    **choice: Unpack[Choice],
) -> dict[str, Any]:
    """Release a head for the styles of a corpus with emotions."""
    corpus, recipe = load_chosen(folder, **choice), ExpressionRecipe(seed=seed)
    cache = FeatureCache.of(config)
    return release_expression(corpus, cache, recipe, out, robustness=robustness)


TASK = Task(
    run,
    (FOLDER, destination(assets_folder("expression")), SEED, *CHOICE, ROBUSTNESS),
    expression_table,
)
