"""Salience: how much each word and moment contributed to a style's probability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from emotion_engine.results import Moment, Salience, WordResult

AttendedSpan = tuple[float, float, float]  # start_s, end_s, weight

N_MOMENTS = 3
SMOOTHED_S = 0.1  # about half a syllable: shorter moments cannot be heard as such


def evidence_for(parts: np.ndarray, label: int) -> np.ndarray:
    """Return each frame's evidence for one label against the others.

    Parameters
    ----------
    parts : array, shape (n_frames, n_labels)
        As ``LinearHead.over_time`` returns them.

    Returns
    -------
    array, shape (n_frames,)
        They sum to the label's logit minus the mean logit, without the bias.
    """
    return parts[:, label] - parts.mean(axis=1)


def salience_of(
    evidence: np.ndarray,
    words: Sequence[WordResult],
    *,
    style: str,
    start_s: float,
    frame_rate_hz: float,
) -> Salience | None:
    """Compute in which words and moments the evidence for a style lies.

    Parameters
    ----------
    evidence : array, shape (n_frames,)
    words : sequence of WordResult
        Those of the take, in order.
    start_s : float
        When the first frame begins.

    Returns
    -------
    Salience or None
        None where nothing speaks for the style.
    """
    speaking = np.maximum(smoothed(evidence, SMOOTHED_S * frame_rate_hz), 0.0)
    total = speaking.sum()
    if total <= 0:
        return None
    times_s = start_s + (np.arange(len(evidence)) + 0.5) / frame_rate_hz
    shares = [
        float(
            speaking[(times_s >= word.start_s) & (times_s < word.end_s)].sum() / total
        )
        for word in words
    ]
    found = moments(speaking / total, start_s, frame_rate_hz)
    return Salience(style, tuple(shares), found[:N_MOMENTS])


def overlap(moments: Sequence[Moment], attended: Sequence[AttendedSpan]) -> float:
    """Return how much of the moments, by their shares, lies in attended spans.

    >>> overlap([Moment(0.0, 1.0, 0.6)], [(0.0, 0.5, 0.7)])
    0.5
    """
    total = sum(moment.share for moment in moments)
    if not total:
        return 0.0
    inside = 0.0
    for moment in moments:
        shared_s = sum(
            max(0.0, min(moment.end_s, end_s) - max(moment.start_s, start_s))
            for start_s, end_s, _ in attended
        )
        inside += moment.share * shared_s / (moment.end_s - moment.start_s)
    return inside / total


def moments(
    shares: np.ndarray, start_s: float, frame_rate_hz: float
) -> tuple[Moment, ...]:
    """Join neighbouring frames with more than their share, the most salient first."""
    heavy = np.flatnonzero(shares > 1 / len(shares))
    runs = np.split(heavy, np.flatnonzero(np.diff(heavy) > 1) + 1)
    found = [
        Moment(
            start_s=float(start_s + run[0] / frame_rate_hz),
            end_s=float(start_s + (run[-1] + 1) / frame_rate_hz),
            share=float(shares[run].sum()),
        )
        for run in runs
        if len(run)
    ]
    return tuple(sorted(found, key=lambda moment: -moment.share))


def smoothed(values: np.ndarray, n_frames: float) -> np.ndarray:
    """Average over neighbouring frames, over fewer towards the ends."""
    width = max(1, round(n_frames))
    kernel = np.ones(width)
    known = np.convolve(np.ones(len(values)), kernel, mode="same")
    return (
        np.convolve(values, kernel, mode="same")[: len(values)] / known[: len(values)]
    )
