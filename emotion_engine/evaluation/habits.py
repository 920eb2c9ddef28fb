"""How often natives and learners are told of weak vowels that were said in full.

Natives must hardly ever be told; how many learners are says what the finding is for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.findings.vowels import not_reduced, weak_vowels
from emotion_engine.measure import words_of
from emotion_engine.results import UtteranceReport
from emotion_engine.training.corpora import load_corpus
from emotion_engine.training.moved_corpus import some_of
from emotion_engine.training.train_vowels import measured

from .metrics import interval_over_speakers


def evaluate_habits(
    folder: Path, config: EngineConfig, *, limit: int | None = None
) -> dict[str, Any]:
    """Look for weak vowels said in full.

    Returns
    -------
    dict
        In what ``share`` of takes it is told, with its interval over speakers, and in
        what share of those that have a weak vowel at all.
    """
    corpus = load_corpus(folder, needs=("text",))
    takes = [
        (utterance.speaker, UtteranceReport("", "", words=words_of(taken)))
        for utterance, taken in measured(some_of(corpus.utterances, limit), config)
    ]
    if not takes:
        raise CorpusError(f"{folder} has no take that can be aligned.")
    return {
        "vowel_not_reduced": told(takes),
        "n": len(takes),
        "n_speakers": len({speaker for speaker, _ in takes}),
    }


def told(takes: list[tuple[str, UtteranceReport]]) -> dict[str, Any]:
    """Count takes in which it is told."""
    held = np.array([bool([*not_reduced(said, None)]) for _, said in takes], float)
    possible = sum(any(True for _ in weak_vowels(said)) for _, said in takes)
    return {
        "share": float(held.mean()),
        "share_interval": interval_over_speakers(
            lambda drawn: float(held[drawn].mean()), [speaker for speaker, _ in takes]
        ),
        "share_where_possible": float(held.sum() / max(1, possible)),
        "n_possible": possible,
    }
