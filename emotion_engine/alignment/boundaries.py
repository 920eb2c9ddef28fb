"""Refine phone boundaries with a small network that looks at the sound around them.

The aligner's boundaries come in steps of 10 ms and from HMM states that reach into
neighbouring phones. The network was trained on hand-labelled boundaries (TIMIT; that of
the open set on changes of the sound) to predict their error from the levels of mel bands
for 80 ms on both sides, the phones that meet and their durations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import isotonic_regression

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.errors import CheckpointError
from emotion_engine.results import PhoneSegment
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

from .decoder import ScoredPhone
from .lexicon import is_vowel, without_stress
from .spectrum import HOP_S, band_levels

FRAME_S = 0.01
SHIFTS_S = np.arange(-16, 17) * HOP_S  # candidate shifts of a boundary
CONTEXT = np.arange(-16, 17, 2)  # frames of the spectrum that are looked at
SILENCE, SILENCE_S = "SIL", 0.3
TOLERANCE_S = 0.05  # a boundary within this of the truth counts as right
SHORTEST_VOWEL_S, SHORTEST_S = 0.03, 0.02
KINDS = {
    "stop": ("P", "T", "K"),
    "voiced stop": ("B", "D", "G"),
    "affricate": ("CH", "JH"),
    "sibilant": ("S", "SH", "Z", "ZH"),
    "fricative": ("F", "TH", "V", "DH", "HH"),
    "nasal": ("M", "N", "NG"),
    "liquid": ("L", "R"),
    "glide": ("W", "Y"),
    "rhotic vowel": ("ER",),
    "close vowel": ("IY", "IH", "UW", "UH"),
    "mid vowel": ("EH", "AH", "EY", "OW"),
    "open vowel": ("AE", "AA", "AO"),
    "diphthong": ("AY", "AW", "OY"),
    "silence": (SILENCE,),
}
PHONES = tuple(phone for phones in KINDS.values() for phone in phones)


@dataclass(frozen=True, slots=True)
class Boundary:
    """A time at which one phone, or silence, gives way to another.

    ``left_s`` and ``right_s`` are the durations of the segments that meet here.
    """

    time_s: float
    left: str
    right: str
    left_s: float
    right_s: float


@dataclass(frozen=True, slots=True)
class Outline:
    """The phones of a take between numbered boundaries.

    Attributes
    ----------
    boundaries : tuple of Boundary
        In order; where phones touch they share one.
    edges : tuple of (int, int)
        For each phone the numbers of the boundaries at which it starts and ends.
    """

    labels: tuple[str, ...]
    boundaries: tuple[Boundary, ...]
    edges: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, phones: Sequence[ScoredPhone]) -> Outline:
        """Assign numbers to the boundaries between phones and at silences."""
        boundaries: list[Boundary] = []
        edges = []
        for number, phone in enumerate(phones):
            before = phones[number - 1] if number else None
            after = phones[number + 1] if number + 1 < len(phones) else None
            if before is None or before.end != phone.start:
                boundaries.append(between(None, phone))
            touches = after is not None and after.start == phone.end
            boundaries.append(between(phone, after if touches else None))
            edges.append((len(boundaries) - 2, len(boundaries) - 1))
        labels = tuple(phone.label for phone in phones)
        return cls(labels, tuple(boundaries), tuple(edges))

    def shortest_s(self) -> np.ndarray:
        """Least distance from each boundary to the next, shape (n_boundaries - 1,)."""
        gaps_s = np.zeros(max(0, len(self.boundaries) - 1))  # silences may vanish
        for label, (first, _) in zip(self.labels, self.edges, strict=True):
            gaps_s[first] = SHORTEST_VOWEL_S if is_vowel(label) else SHORTEST_S
        return gaps_s


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the boundaries of a take were placed, and how sure the network is.

    Attributes
    ----------
    times_s, moved_s : arrays, shape (n_boundaries,)
        Where each lies, and how much later than the aligner placed it.
    sure : array, shape (n_boundaries,)
        Probability that it is right to within ``TOLERANCE_S``.
    """

    times_s: np.ndarray
    moved_s: np.ndarray
    sure: np.ndarray


def between(left: ScoredPhone | None, right: ScoredPhone | None) -> Boundary:
    """Describe where two phones meet; ``None`` is silence."""
    frame = left.end if left else right.start
    return Boundary(
        time_s=round(frame * FRAME_S, 4),
        left=without_stress(left.label) if left else SILENCE,
        right=without_stress(right.label) if right else SILENCE,
        left_s=left.n_frames * FRAME_S if left else SILENCE_S,
        right_s=right.n_frames * FRAME_S if right else SILENCE_S,
    )


def describe(
    levels: np.ndarray,
    boundaries: Sequence[Boundary],
    moved_s: np.ndarray | float = 0.0,
) -> np.ndarray:
    """Describe the sound and the phones around boundaries.

    Parameters
    ----------
    levels : array, shape (n_frames, n_bands)
        As ``spectrum.band_levels`` returns them.
    moved_s : array, shape (n_boundaries,), optional
        Look this much later than the boundary.

    Returns
    -------
    float32 array, shape (n_boundaries, n_inputs)
    """
    times_s = np.array([b.time_s for b in boundaries]) + moved_s
    frames = np.rint(times_s / HOP_S).astype(int)[:, None] + CONTEXT
    around = levels[np.clip(frames, 0, len(levels) - 1)]
    phones = np.array([[*code(b.left), *code(b.right)] for b in boundaries])
    lasting = np.log([[b.left_s, b.right_s] for b in boundaries])
    heard = around.reshape(len(boundaries), -1)
    return np.hstack([heard, phones, lasting]).astype(np.float32)


@cache
def code(phone: str) -> tuple[float, ...]:
    """Encode a phone as ones and zeros: its identity and its class."""
    kinds = [float(phone in phones) for phones in KINDS.values()]
    return (*(float(phone == other) for other in PHONES), *kinds)


@dataclass(frozen=True, slots=True)
class BoundaryModel:
    """A network that gives each boundary a probability for every shift.

    Attributes
    ----------
    mean, scale : arrays, shape (n_inputs,)
        Standardise what ``describe`` returns.
    layers : tuple of (weights, bias)
        With ReLUs in between; the last has one output for each of ``SHIFTS_S``.
    """

    mean: np.ndarray
    scale: np.ndarray
    layers: tuple[tuple[np.ndarray, np.ndarray], ...]

    def probabilities(self, described: np.ndarray) -> np.ndarray:
        """Return the probability of every shift, shape (n_boundaries, n_shifts)."""
        values = (described - self.mean) / self.scale
        for number, (weights, bias) in enumerate(self.layers):
            values = (np.maximum(values, 0) if number else values) @ weights + bias
        powers = np.exp(values - values.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def place(self, waveform: np.ndarray, outline: Outline) -> Placement:
        """Place all boundaries of a take, in order."""
        if not outline.boundaries:
            return Placement(np.zeros(0), np.zeros(0), np.zeros(0))
        described = describe(band_levels(waveform), outline.boundaries)
        likely = self.probabilities(described)
        found_s = np.array([b.time_s for b in outline.boundaries])
        duration_s = len(waveform) / SAMPLE_RATE
        times_s = in_order(
            found_s + median_shift_s(likely), outline.shortest_s(), duration_s
        )
        moved_s = times_s - found_s
        near = np.abs(SHIFTS_S - moved_s[:, None]) <= TOLERANCE_S
        return Placement(times_s, moved_s, (likely * near).sum(axis=1))

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the model with its card, to which it adds what loading needs."""
        tensors = {"mean": self.mean, "scale": self.scale}
        for number, (weights, bias) in enumerate(self.layers):
            tensors |= {f"weights_{number}": weights, f"bias_{number}": bias}
        settings = {"phones": list(PHONES), "n_layers": len(self.layers)}
        single = {name: np.float32(tensor) for name, tensor in tensors.items()}
        write_head(folder, single, settings | card)

    @classmethod
    def read(cls, folder: Path) -> BoundaryModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        if card.get("phones") != list(PHONES):
            raise CheckpointError(
                f"The model in {folder} does not fit these phones: run `train alignment`."
            )
        layers = (
            (tensors[f"weights_{number}"], tensors[f"bias_{number}"])
            for number in range(card["n_layers"])
        )
        return cls(tensors["mean"], tensors["scale"], tuple(layers))


def median_shift_s(probabilities: np.ndarray) -> np.ndarray:
    """Return the median shift of each boundary under its probabilities."""
    below = np.cumsum(probabilities, axis=1)
    at = np.clip((below < 0.5).sum(axis=1), 0, len(SHIFTS_S) - 1)
    rows = np.arange(len(probabilities))
    here = np.maximum(probabilities[rows, at], 1e-9)
    inside = np.clip((0.5 - (below[rows, at] - here)) / here, 0, 1)
    return SHIFTS_S[at] + (inside - 0.5) * HOP_S


def in_order(times_s: np.ndarray, gaps_s: np.ndarray, duration_s: float) -> np.ndarray:
    """Move times as little as possible to keep minimum gaps and stay in the take.

    >>> in_order(np.array([0.1, 0.3, 0.28]), np.array([0.02, 0.02]), 1.0).round(2)
    array([0.1 , 0.28, 0.3 ])
    """
    ahead_s = np.concatenate([[0.0], np.cumsum(gaps_s)])
    free_s = isotonic_regression(times_s - ahead_s).x
    return np.clip(free_s, 0, max(0.0, duration_s - ahead_s[-1])) + ahead_s


def to_segments(outline: Outline, times_s: np.ndarray) -> list[PhoneSegment]:
    """Give every phone the times of its boundaries."""
    return [
        PhoneSegment(
            label, round(float(times_s[first]), 4), round(float(times_s[last]), 4)
        )
        for label, (first, last) in zip(outline.labels, outline.edges, strict=True)
    ]


def load_boundaries(licence: str = "full") -> BoundaryModel:
    """Load the shipped model; ``licence`` as ``weights_licence`` of ``EngineConfig``."""
    return BoundaryModel.read(assets_folder("alignment", licence))
