"""Expert ratings as in speechocean762: ``scores.jsonl`` beside the manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.delivery.ridge import ASPECTS
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus

SCORES = "scores.jsonl"
NAMES = {"prosody": "prosodic"}  # the corpus's own word, where it differs from ours


@dataclass(frozen=True, slots=True)
class Ratings:
    """Experts' ratings of each take of a corpus.

    Attributes
    ----------
    by_expert : float array, shape (n_takes, n_experts, n_aspects)
        From 0 to 10; NaN where fewer experts rated a take.
    """

    by_expert: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        """The mean over experts, shape (n_takes, n_aspects): taken as the truth."""
        return np.nanmean(self.by_expert, axis=1)


def has_ratings(folder: Path) -> bool:
    """Whether experts rated this corpus."""
    return (folder / SCORES).is_file()


def load_ratings(corpus: Corpus) -> Ratings:
    """Read the ratings of every take, which is found by the stem of its file name."""
    path = corpus.folder / SCORES
    if not path.is_file():
        raise CorpusError(f"{corpus.folder} has no {SCORES}.")
    rated = dict(read_line(path, line) for line in path.read_text().splitlines())
    if absent := [p.stem for p in corpus.paths if p.stem not in rated]:
        raise CorpusError(f"{path} does not rate {absent[0]}.")
    scores = [rated[p.stem] for p in corpus.paths]
    n_experts = max(score.shape[0] for score in scores)
    by_expert = np.full((len(scores), n_experts, len(ASPECTS)), np.nan)
    for index, score in enumerate(scores):
        by_expert[index, : len(score)] = score
    return Ratings(by_expert)


def read_line(path: Path, line: str) -> tuple[str, np.ndarray]:
    """Return the name of a take and its scores, shape (n_experts, n_aspects)."""
    try:
        values = json.loads(line)
        scores = [values[NAMES.get(aspect, aspect)] for aspect in ASPECTS]
        return values["utterance"], np.array(scores, dtype=float).T
    except (KeyError, ValueError) as error:
        raise CorpusError(f"{path} holds a line that is no rating: {error}") from None
