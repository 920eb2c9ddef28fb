"""Learn the weights of prominence cues from the stress of native readers.

A conditional softmax over the syllables of each polysyllabic word. Where nobody says
otherwise, the dictionary's stress is taken as what a native said; weights are judged
on speakers they never heard.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from emotion_engine.config import EngineConfig
from emotion_engine.files import write_atomically
from emotion_engine.stress.cues import NAMES
from emotion_engine.stress.lexical import margin_of
from emotion_engine.stress.prominence import FORMAT_VERSION, ProminenceModel

from .splits import speaker_folds
from .stress_words import StressItem, load_stress_words

PENALTY = 1e-3
N_FOLDS = 6
MAX_ELSEWHERE = 0.04  # of native words: what may wrongly be called stressed elsewhere
LICENCES = {
    "librispeech": "LibriSpeech (Panayotov et al. 2015), CC BY 4.0",
    "timit_sample": "TIMIT sample (Garofolo et al. 1993), CC BY-NC-SA, research",
}


def fit_weights(items: Sequence[StressItem]) -> np.ndarray:
    """Maximise the likelihood of the true syllables, with a ridge on the scale."""
    cues, is_syllable = padded(items)  # (n_words, n_syllables, n_cues)
    spread = cues[is_syllable].std(axis=0) + 1e-9
    scaled = cues / spread
    rows, true = np.arange(len(items)), np.array([item.true for item in items])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = np.where(is_syllable, scaled @ weights, -np.inf)
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        wanted = scaled[rows, true] - np.einsum("ws,wsc->wc", shares, scaled)
        total = -np.log(shares[rows, true] + 1e-12).mean()
        total += PENALTY * weights @ weights
        return float(total), 2 * PENALTY * weights - wanted.mean(axis=0)

    found = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B")
    return found.x / spread


def padded(items: Sequence[StressItem]) -> tuple[np.ndarray, np.ndarray]:
    """Stack words of unequal length: cues, and where there is a syllable at all."""
    longest = max(len(item.cues) for item in items)
    cues = np.zeros((len(items), longest, len(NAMES)))
    is_syllable = np.zeros((len(items), longest), dtype=bool)
    for row, item in enumerate(items):
        cues[row, : len(item.cues)] = item.cues
        is_syllable[row, : len(item.cues)] = True
    return cues, is_syllable


def margins(items: Sequence[StressItem], weights: np.ndarray) -> np.ndarray:
    """Logit of the dictionary's syllable minus the best other's, one per word."""
    return np.array([margin_of(item.cues @ weights, item.expected) for item in items])


def out_of_fold_margins(
    items: Sequence[StressItem], n_folds: int = N_FOLDS
) -> np.ndarray:
    """Margins of every word by weights that never heard its speaker."""
    result = np.empty(len(items))
    for fold in speaker_folds([item.speaker for item in items], n_folds=n_folds):
        weights = fit_weights([items[i] for i in fold.train])
        result[fold.test] = margins([items[i] for i in fold.test], weights)
    return result


def fit_model(items: Sequence[StressItem]) -> tuple[ProminenceModel, np.ndarray]:
    """Fit weights on all speakers; the clear margin comes from unseen ones.

    Returns
    -------
    ProminenceModel, float array
        The model, and the out-of-fold margins that chose its clear margin.
    """
    unseen = out_of_fold_margins(items)
    controls = unseen[[not item.is_shifted for item in items]]
    clear_margin = max(0.0, -float(np.quantile(controls, MAX_ELSEWHERE)))
    return ProminenceModel(fit_weights(items), clear_margin), unseen


def train_stress(
    folders: Sequence[Path], config: EngineConfig, out: Path
) -> dict[str, object]:
    """Fit the shipped weights on all speakers and write them with their card."""
    words = [load_stress_words(folder, config) for folder in folders]
    items = [item for each in words for item in each.items]
    model, unseen = fit_model(items)
    card = {
        "format_version": FORMAT_VERSION,
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "cues": list(NAMES),
        "weights": [round(float(w), 6) for w in model.weights],
        "clear_margin": round(model.clear_margin, 4),
        **describe(items, unseen, model.clear_margin),
    }
    write_atomically(out, json.dumps(card, indent=2) + "\n")
    return card


def describe(
    items: Sequence[StressItem], unseen: np.ndarray, clear_margin: float
) -> dict[str, object]:
    """Say what the weights were learnt from, and how well they do on new voices."""
    names = sorted({item.corpus for item in items})
    return {
        "task": "which syllable of a word of two or more stands out, from sound alone",
        "method": "conditional softmax over cues centred within the word",
        "not_used": "vowel names and positions: they would guess without hearing",
        "data": [LICENCES.get(name, name) for name in names],
        "protocol": "six folds by speaker; dictionary stress taken as the truth",
        "accuracy_polysyllabic": round(float(np.mean(unseen >= 0)), 4),
        "accuracy_by_corpus": {
            name: round(
                float(np.mean(unseen[[i.corpus == name for i in items]] >= 0)), 4
            )
            for name in names
        },
        "share_elsewhere_on_natives": round(float(np.mean(unseen < -clear_margin)), 4),
        "n_words": len(items),
        "n_speakers": len({item.speaker for item in items}),
    }
