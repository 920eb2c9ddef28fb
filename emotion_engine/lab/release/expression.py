"""Measure a head by fold, train it on everybody, and write it with its card."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.lab.corpora import Corpus, content_marks
from emotion_engine.lab.evaluation.expression import evaluate_retrained
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.train_expression import (
    ExpressionRecipe,
    styled_takes,
    train_expression,
)
from emotion_engine.version import ENGINE_VERSION

DATA = {
    "crema_d": {"source": "CREMA-D (Cao et al. 2014)", "licence": "ODbL 1.0"},
    "arctic": {
        "source": "CMU ARCTIC (Kominek & Black 2004), slt and bdl; kathleen (CC0)",
        "licence": "CMU, free with notice",
    },
    "librispeech_clean": {
        "source": "LibriSpeech test-clean (Panayotov et al. 2015), 30 readers",
        "licence": "CC BY 4.0",
    },
    "accent_archive": {
        "source": "Speech Accent Archive (Weinberger), one passage",
        "licence": "CC BY-NC-SA 2.0",
    },
    "ravdess": {
        "source": "RAVDESS (Livingstone & Russo 2018), speech",
        "licence": "CC BY-NC-SA 4.0",
    },
    "speechocean762": {
        "source": "speechocean762 (Zhang et al. 2021), train half",
        "licence": "CC BY 4.0",
    },
    "librispeech": {
        "source": "LibriSpeech train-clean-100 (Panayotov et al. 2015), three readers",
        "licence": "CC BY 4.0",
    },
    "librispeech_untranscribed": {
        "source": "LibriSpeech (Panayotov et al. 2015), 251 readers",
        "licence": "CC BY 4.0",
    },
    "timit_sample": {
        "source": "TIMIT (Garofolo et al. 1993), 16 speakers",
        "licence": "CC BY-NC-SA, research",
    },
}


def release_expression(
    corpus: Corpus,
    cache: FeatureCache,
    recipe: ExpressionRecipe,
    folder: Path,
    *,
    robustness: bool = False,
) -> dict[str, Any]:
    """Write the head of all speakers; return what retraining by fold measured."""
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
    """Say where a head that learnt from this corpus is known not to be reliable."""
    texts = {u.text for u in corpus.utterances if u.text}
    said = f"{len(texts)} sentences, " if texts else ""
    n_speakers = len(set(corpus.speakers))
    return [
        f"Learnt from {said}{n_speakers} speakers: other phrases, accents and above all "
        "learners' accents are unmeasured.",
        "Noise near the level of the speech, and microphones unlike the corpus's.",
    ]


def provenance(corpus: Corpus, encoder_name: str) -> dict[str, Any]:
    """Where a head comes from."""
    return {
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "encoder": encoder_name,
        "data": origin(corpus),
        "n_takes": len(corpus),
        "n_speakers": len(set(corpus.speakers)),
    }


def origin(corpus: Corpus) -> dict[str, str]:
    """Say where a corpus comes from, as far as it is known."""
    return DATA.get(corpus.name) or {
        "source": corpus.source or corpus.name,
        "licence": corpus.licence or "not stated",
    }


def today() -> str:
    """Return the date in UTC."""
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
