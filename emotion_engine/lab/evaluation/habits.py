"""How often findings that need no native profile are reported to natives and learners.

Natives should hardly ever get one; the share of learners shows what a finding is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.findings.timing import pauses
from emotion_engine.findings.vowels import not_reduced, weak_vowels
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import LIMIT, SEED, evaluation
from emotion_engine.lab.training.train_vowels import measured
from emotion_engine.measure import words_of
from emotion_engine.models import models_of
from emotion_engine.results import Finding, UtteranceReport

Rule = Callable[[UtteranceReport, None], Iterator[Finding]]


def evaluate_habits(
    folder: Path, config: EngineConfig, *, limit: int | None = None, seed: int = 0
) -> dict[str, Any]:
    """Count unreduced weak vowels, and pauses where no native would make one.

    Nothing is sampled here: ``seed`` is accepted as by all tasks with a ``limit``, but
    unused.

    Returns
    -------
    dict
        For either finding the ``share`` of takes in which it is reported, with its
        interval over speakers; for weak vowels also among the takes that have one.
    """
    corpus = load_corpus(folder, needs=("text",))
    takes = [
        (
            utterance.speaker,
            UtteranceReport(
                utterance.text,
                "",
                words=words_of(taken, models_of(config)),
                pauses=taken.pauses,
            ),
        )
        for utterance, taken in measured(some_of(corpus.utterances, limit), config)
    ]
    if not takes:
        raise CorpusError(f"{folder} has no take that can be aligned.")
    n_possible = sum(any(True for _ in weak_vowels(said)) for _, said in takes)
    norms = models_of(config).vowel_norms
    weak = share_of_takes(takes, lambda said, _: not_reduced(said, norms))
    n_reported = weak["share"] * len(takes)
    return {
        "vowel_not_reduced": weak
        | {
            "share_where_possible": n_reported / max(1, n_possible),
            "n_possible": n_possible,
        },
        "pause_unexpected": share_of_takes(takes, pauses),
        "n": len(takes),
        "n_speakers": len({speaker for speaker, _ in takes}),
    }


def share_of_takes(
    takes: Sequence[tuple[str, UtteranceReport]], rule: Rule
) -> dict[str, Any]:
    """Count takes in which a rule finds something without a native profile."""
    held = np.array([any(True for _ in rule(said, None)) for _, said in takes], float)
    return {
        "share": float(held.mean()),
        "share_interval": interval_over_speakers(
            lambda drawn: float(held[drawn].mean()), [speaker for speaker, _ in takes]
        ),
    }


TASK = evaluation(evaluate_habits, LIMIT, SEED)
