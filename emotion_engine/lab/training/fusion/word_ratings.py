"""Experts' ratings of single words, from a ``scores.jsonl`` as in speechocean762."""

from __future__ import annotations

import json

import numpy as np

from emotion_engine.errors import CorpusError
from emotion_engine.fusion.phrases import words_in
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.ratings import SCORES

WORD_ASPECTS = ("accuracy", "total")


def load_word_scores(corpus: Corpus) -> list[np.ndarray]:
    """Read the mean over experts of each word of each take.

    Returns
    -------
    list of float32 arrays, each of shape (n_words, 2)
        From 0 to 10.
    """
    lines = (corpus.folder / SCORES).read_text(encoding="utf-8").splitlines()
    rated = {}
    for line in lines:
        take = json.loads(line)
        rated[take["utterance"]] = [mean_scores(word) for word in take.get("words", ())]
    scores = []
    for take in corpus.utterances:
        words = rated.get(take.path.stem, [])
        if len(words) != len(words_in(take.text)):
            raise CorpusError(f"{SCORES} does not rate every word of {take.path.stem}.")
        scores.append(np.array(words, dtype=np.float32))
    return scores


def standardised(scores: list[np.ndarray], train: np.ndarray) -> list[np.ndarray]:
    """Subtract the mean of the training takes' words, divide by their deviation."""
    known = np.concatenate([scores[i] for i in train])
    mean, scale = known.mean(0), known.std(0)
    return [(take - mean) / np.maximum(scale, 1e-6) for take in scores]


def mean_scores(word: dict) -> list[float]:
    """Average the experts of one word."""
    return [float(np.mean(word[aspect])) for aspect in WORD_ASPECTS]
