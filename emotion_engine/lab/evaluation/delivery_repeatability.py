"""Change of the scores of one take when only level, noise, codec or timing change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from emotion_engine.delivery.model import RATED, RatedTake, Raters
from emotion_engine.delivery.network import UTTERANCE_ASPECTS
from emotion_engine.lab.training.alterations import HARMLESS, Alteration
from emotion_engine.lab.training.delivery.listening import PhoneListener
from emotion_engine.lab.training.delivery.rated import Listened, only

WITHIN = 0.95  # share of the differences that the stated half-width holds


def rate(raters: Raters, spoken: Sequence, *, size: int = 64) -> list[RatedTake]:
    """Rate many takes in batches."""
    found = []
    for start in range(0, len(spoken), size):
        found += raters(spoken[start : start + size])
    return found


def spread_evenly(n: int, n_wanted: int) -> np.ndarray:
    """Return up to ``n_wanted`` indices, evenly spread over ``n``."""
    return np.unique(np.linspace(0, n - 1, min(n, n_wanted)).round().astype(int))


def hear_altered(
    learners: Listened,
    listener: PhoneListener,
    takes: Sequence[int],
    alterations: Sequence[Alteration] = HARMLESS,
) -> dict[str, dict[int, tuple]]:
    """Listen to some takes in harmless alterations, and as recorded."""
    corpus = only(learners.corpus, takes)
    found: dict[str, dict[int, tuple]] = {}
    for alteration in alterations:
        heard = listener.hear(corpus.utterances, alteration)
        found[alteration.name] = {
            take: (learners.spoken[take], one)
            for take, one in zip(takes, heard, strict=True)
            if one is not None
        }
    return found


def movements(
    raters: Raters, takes: Mapping[str, Mapping[int, tuple]], own: Sequence[int]
) -> list[dict[str, Any]]:
    """Return the changes of the scores, one record per alteration."""
    found = []
    for name, pairs in takes.items():
        kept = [pairs[i] for i in own if i in pairs]
        if not kept:
            continue
        before = rate(raters, [recorded for recorded, _ in kept])
        after = rate(raters, [changed for _, changed in kept])
        utterance = np.stack([a.utterance for a in after])
        utterance = utterance - np.stack([b.utterance for b in before])
        words = [
            a.words[:, 0] - b.words[:, 0] for a, b in zip(after, before, strict=True)
        ]
        phones = [
            a.phones - b.phones
            for a, b, (recorded, changed) in zip(after, before, kept, strict=True)
            if np.array_equal(recorded.phones, changed.phones)  # said in the same way
        ]
        found.append(
            {
                "alteration": name,
                **dict(zip(UTTERANCE_ASPECTS, utterance.T, strict=True)),
                "word_accuracy": np.concatenate(words),
                "phone": np.concatenate(phones) if phones else np.zeros(0),
            }
        )
    return found


def repeatability_figures(moved: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the half-widths: those of the alteration that moves an aspect most."""
    names = list(dict.fromkeys(one["alteration"] for one in moved))
    by_alteration = {
        name: {
            aspect: half_width(
                [one[aspect] for one in moved if one["alteration"] == name]
            )
            for aspect in RATED
        }
        for name in names
    }
    return {
        "repeatability": {
            aspect: max(figures[aspect] for figures in by_alteration.values())
            for aspect in RATED
        },
        "repeatability_by_alteration": by_alteration,
        "n_altered": sum(len(one["total"]) for one in moved) // max(len(names), 1),
    }


def half_width(differences: Sequence[np.ndarray]) -> float:
    """Return the half-width that holds 95 % of the differences.

    The alteration that changes an aspect most decides: a mean over mild and strong ones
    would be too optimistic for recordings in a noisy room.
    """
    return float(np.quantile(np.abs(np.concatenate(differences)), WITHIN))
