"""Takes of hiss and vowels with known boundaries, and an aligner's output for them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from emotion_engine.alignment.boundaries import SHIFTS_S, BoundaryModel, describe
from emotion_engine.alignment.decoder import ScoredPhone
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.alignment.spectrum import N_BANDS
from emotion_engine.lab.training.hand_labelled import HandLabelledTake
from emotion_engine.lab.training.hand_segments import HandWord
from emotion_engine.results import Span
from tests.signals import noise, silence, tone

WORDS = (("S", "IY1"), ("S", "OW1"), ("S", "AY1"))  # see, so, sigh


def hand_labelled_take(
    seed: int, *, early_s: float = 0.02, speaker: str = "ann"
) -> HandLabelledTake:
    """Three words of a hiss and a vowel; the aligner is early by so much, give or take."""
    generator = np.random.default_rng(seed)
    parts, found, hand = [silence(0.3)], [], []
    time_s = 0.3
    for number in range(len(WORDS)):
        hiss_s, vowel_s = generator.integers(8, 20, 2) / 100
        parts += [
            noise(hiss_s, rms=0.03, seed=seed * 9 + number),
            tone(120, vowel_s),
        ]
        edges_s = time_s + np.array([0, hiss_s, hiss_s + vowel_s])
        hand.append(HandWord(span(edges_s[[0, 2]]), (span(edges_s[1:]),)))
        found.append(edges_s)
        time_s = edges_s[-1]
    waveform = np.concatenate([*parts, silence(0.3)])
    early = [
        np.rint(100 * (edges - early_s)).astype(int)
        + generator.integers(-1, 2, len(edges))
        for edges in found
    ]
    for before, after in pairwise(early):
        after[0] = before[-1]  # the words touch
    phones = [
        [
            ScoredPhone(label, int(edges[i]), int(edges[i + 1] - edges[i]), -10)
            for i, label in enumerate(labels)
        ]
        for labels, edges in zip(WORDS, early, strict=True)
    ]
    plan = plan_phrase("See so sigh.")
    path = Path(f"{speaker}/{seed}.wav")
    return HandLabelledTake(path, speaker, waveform, plan, phones, tuple(hand))


def span(edges_s: np.ndarray) -> Span:
    return Span(float(edges_s[0]), float(edges_s[1]))


@cache
def always(shift_s: float) -> BoundaryModel:
    """A model that moves every boundary by the same time."""
    take = hand_labelled_take(0)
    nothing = describe(np.zeros((1, N_BANDS)), take.outline.boundaries)
    bias = np.where(np.isclose(SHIFTS_S, shift_s), 50.0, 0.0)
    n_inputs = nothing.shape[1]
    layer = (np.zeros((n_inputs, len(SHIFTS_S))), bias)
    return BoundaryModel(np.zeros(n_inputs), np.ones(n_inputs), (layer,))
