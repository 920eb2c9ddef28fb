"""Takes with known truth: voices with a middle of their own, styles beside it."""

from __future__ import annotations

import numpy as np

from emotion_engine.config import STYLES
from emotion_engine.lab.training.voices.takes import READ, VoiceTakes

SIX = ("neutral", "happy", "sad", "angry", "fearful", "disgust")
N_FEATURES = 10


def made_takes(
    corpus: str = "made",
    *,
    styles: tuple[str, ...] = SIX,
    n_speakers: int = 12,
    n_each: int = 4,
    voices: float = 3.0,
    spread: float = 0.3,
    seed: int = 0,
) -> VoiceTakes:
    """Each style lies on a feature of its own; voices and noise on all of them."""
    generator = np.random.default_rng(seed)
    rows, names, speakers = [], [], []
    for number in range(n_speakers):
        voice = generator.normal(0, voices, N_FEATURES)
        for style in styles:
            for _ in range(n_each):
                place = np.zeros(N_FEATURES)
                if style:
                    place[STYLES.index(style)] = 2.0
                rows.append(place + voice + generator.normal(0, spread, N_FEATURES))
                names.append(style)
                speakers.append(f"{corpus}:{number}")
    n_takes = len(rows)
    nothing = np.full(n_takes, "")
    return VoiceTakes(
        features=np.array(rows, dtype=np.float32),
        styles=np.array(names),
        votes=np.zeros((n_takes, len(STYLES)), np.float32),
        corpora=np.full(n_takes, corpus),
        speakers=np.array(speakers),
        folds=nothing,
        sexes=nothing,
        ages=nothing,
    )


def made_readers(corpus: str = "read", **facts: object) -> VoiceTakes:
    """Takes of people who only read."""
    return made_takes(corpus, styles=(READ,), **facts)
