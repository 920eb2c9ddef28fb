"""How often natives and learners are told of stress by height and of full weak vowels.

Natives must hardly ever be told; how many learners are says what the findings are for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.findings.vowels import not_reduced, rises_st, too_high, weak_vowels
from emotion_engine.measure import words_of
from emotion_engine.results import UtteranceReport
from emotion_engine.training.corpora import load_corpus
from emotion_engine.training.moved_corpus import some_of
from emotion_engine.training.train_vowels import measured

from .metrics import interval_over_speakers

RULES = {"stressed_too_high": too_high, "vowel_not_reduced": not_reduced}


def evaluate_habits(
    folder: Path, config: EngineConfig, *, limit: int | None = None
) -> dict[str, Any]:
    """Look for both habits in takes that no profile is there for.

    Returns
    -------
    dict
        By finding: in what ``share`` of takes it is told, with its interval over
        speakers, and of how many takes that have such a syllable at all.
    """
    corpus = load_corpus(folder, needs=("text",))
    takes = [
        (utterance.speaker, UtteranceReport("", "", words=words_of(taken)))
        for utterance, taken in measured(some_of(corpus.utterances, limit), config)
    ]
    if not takes:
        raise CorpusError(f"{folder} has no take that can be aligned.")
    return {
        **{name: told(name, takes) for name in RULES},
        "n": len(takes),
        "n_speakers": len({speaker for speaker, _ in takes}),
    }


def told(name: str, takes: list[tuple[str, UtteranceReport]]) -> dict[str, Any]:
    """Count takes in which a finding is told."""
    held = np.array([bool([*RULES[name](said, None)]) for _, said in takes], float)
    return {
        "share": float(held.mean()),
        "share_interval": interval_over_speakers(
            lambda drawn: float(held[drawn].mean()), [speaker for speaker, _ in takes]
        ),
        "share_where_possible": float(held.sum() / max(1, possible(name, takes))),
        "n_possible": possible(name, takes),
    }


def possible(name: str, takes: list[tuple[str, UtteranceReport]]) -> int:
    """Count takes with a syllable that could show the habit."""
    if name == "vowel_not_reduced":
        return sum(any(True for _ in weak_vowels(said)) for _, said in takes)
    return sum(any([*rises_st(word)] for word in said.words) for _, said in takes)
