"""Learn the weights of prominence cues from dictionary stress of native readers.

A conditional softmax over the syllables of each polysyllabic word. The dictionary's
stress is taken as what a native said; unseen speakers measure it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.files import write_atomically
from emotion_engine.measure import measure
from emotion_engine.stress.cues import NAMES, word_cues
from emotion_engine.stress.lexical import by_word, expected_syllable, is_graded
from emotion_engine.stress.prominence import FORMAT_VERSION, ProminenceModel

from .corpora import load_corpus
from .splits import speaker_folds

PENALTY = 1e-2
MAX_ELSEWHERE = 0.04  # of native words: what may wrongly be called stressed elsewhere


@dataclass(frozen=True, slots=True)
class StressItem:
    """One polysyllabic word: its cues (n_syllables, n_cues) and expected syllable."""

    speaker: str
    corpus: str
    cues: np.ndarray
    expected: int


def collect_items(folder: Path, config: EngineConfig) -> Iterator[StressItem]:
    """Measure every graded word of a transcribed corpus of native readers."""
    corpus = load_corpus(folder, needs=("text",))
    for utterance in corpus.utterances:
        waveform = load_audio(utterance.path, config.limits).waveform
        try:
            taken = measure(waveform, plan_phrase(utterance.text), config=config)
        except AlignmentError:
            continue
        for word, nuclei in by_word(taken.alignment, taken.nuclei):
            if is_graded(word):
                cues, expected = word_cues(nuclei), expected_syllable(word)
                yield StressItem(utterance.speaker, corpus.name, cues, expected)


def fit_weights(items: Sequence[StressItem]) -> np.ndarray:
    """Maximise the likelihood of the expected syllables, with a ridge on the scale."""
    spread = np.concatenate([item.cues for item in items]).std(axis=0)
    scaled = [item.cues / spread for item in items]
    expected = [item.expected for item in items]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = PENALTY * weights @ weights, 2 * PENALTY * weights
        for cues, true in zip(scaled, expected, strict=True):
            logits = cues @ weights
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            total -= np.log(shares[true] + 1e-12) / len(scaled)
            gradient = gradient - (cues[true] - shares @ cues) / len(scaled)
        return float(total), gradient

    found = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B")
    return found.x / spread


def margins(items: Sequence[StressItem], weights: np.ndarray) -> np.ndarray:
    """Logit of the expected syllable minus the best other's, one per word."""
    return np.array([_margin(item.cues @ weights, item.expected) for item in items])


def _margin(logits: np.ndarray, expected: int) -> float:
    return float(logits[expected] - np.delete(logits, expected).max())


def out_of_fold_margins(items: Sequence[StressItem], n_folds: int = 6) -> np.ndarray:
    """Margins of every word by weights that never heard its speaker."""
    result = np.empty(len(items))
    for fold in speaker_folds([item.speaker for item in items], n_folds=n_folds):
        weights = fit_weights([items[i] for i in fold.train])
        result[fold.test] = margins([items[i] for i in fold.test], weights)
    return result


def train_stress(
    folders: Sequence[Path], config: EngineConfig, out: Path
) -> dict[str, object]:
    """Fit the shipped weights on all speakers and write them with their card."""
    items = [item for folder in folders for item in collect_items(folder, config)]
    unseen = out_of_fold_margins(items)
    clear_margin = max(0.0, -float(np.quantile(unseen, MAX_ELSEWHERE)))
    model = ProminenceModel(fit_weights(items), clear_margin)
    by_corpus = {
        name: round(float(np.mean(unseen[[i.corpus == name for i in items]] >= 0)), 4)
        for name in sorted({item.corpus for item in items})
    }
    card = {
        "format_version": FORMAT_VERSION,
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "cues": list(NAMES),
        "weights": [round(float(w), 6) for w in model.weights],
        "clear_margin": round(clear_margin, 4),
        "protocol": "six folds by speaker; dictionary stress taken as the truth",
        "accuracy_polysyllabic": round(float(np.mean(unseen >= 0)), 4),
        "accuracy_by_corpus": by_corpus,
        "share_elsewhere_on_natives": round(float(np.mean(unseen < -clear_margin)), 4),
        "n_words": len(items),
        "n_speakers": len({item.speaker for item in items}),
    }
    write_atomically(out, json.dumps(card, indent=2) + "\n")
    return card
