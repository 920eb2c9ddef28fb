"""Draw own takes of each speaker, and find out what each style adds to a voice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

LEAST_STYLES = 4  # a speaker with fewer has no middle of his own


def style_offsets(
    features: np.ndarray, truth: np.ndarray, speakers: np.ndarray, n_labels: int
) -> np.ndarray:
    """Average what each style adds to the middle of a voice, over speakers.

    A speaker's middle is the mean over the styles, each counted once.

    Returns
    -------
    float32 array, shape (n_labels, n_features)
        Zero for a style that nobody has.
    """
    total = np.zeros((n_labels, features.shape[1]))
    n_speakers = np.zeros(n_labels)
    for speaker in np.unique(speakers[truth >= 0]):
        mine = speakers == speaker
        present = np.unique(truth[mine & (truth >= 0)])
        if len(present) < LEAST_STYLES:
            continue
        means = np.stack(
            [features[mine & (truth == style)].mean(0) for style in present]
        )
        total[present] += means - means.mean(0)
        n_speakers[present] += 1
    return np.float32(total / np.maximum(n_speakers, 1)[:, None])


def draw_own(
    speakers: Sequence[str],
    n_own: int,
    *,
    seed: int,
    among: np.ndarray | None = None,
) -> list[np.ndarray]:
    """Draw other takes of the speaker for each take, without replacement.

    Parameters
    ----------
    n_own : int
        How many; fewer where the speaker has no more.
    among : bool array, optional
        Only these takes may be drawn, such as neutral ones.

    Returns
    -------
    list of int arrays
        Indices into the takes; the take itself is never among its own.
    """
    names = np.asarray(speakers)
    allowed = np.ones(len(names), bool) if among is None else among
    generator = np.random.default_rng(seed)
    drawn: list[np.ndarray] = [np.zeros(0, int)] * len(names)
    for name in np.unique(names):
        mine = np.flatnonzero(names == name)
        pool = mine[allowed[mine]]
        for take in mine:
            others = pool[pool != take]
            n_drawn = min(n_own, len(others))
            drawn[take] = generator.choice(others, n_drawn, replace=False)
    return drawn


def middles_of(features: np.ndarray, own: Sequence[np.ndarray]) -> np.ndarray:
    """Average the own takes drawn for each take; zero where there are none."""
    middles = np.zeros_like(features)
    for take, drawn in enumerate(own):
        if len(drawn):
            middles[take] = features[drawn].mean(0)
    return middles
