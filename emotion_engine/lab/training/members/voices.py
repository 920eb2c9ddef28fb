"""What networks learn of voices: the middles that takes are heard against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.expression.voice_middle import PRIOR_TAKES, VoiceMiddle
from emotion_engine.fusion.batch import FusionBatch
from emotion_engine.lab.training.fusion.takes import FusionTakes
from emotion_engine.lab.training.voices.fit import READ_AS, without_style
from emotion_engine.lab.training.voices.middles import middles_of
from emotion_engine.lab.training.voices.takes import VoiceTakes

KNOWN_TAKES = (0, 0, 1, 3, 5, 10, 20, 40)  # how many are known, drawn for each batch


@dataclass(frozen=True, slots=True)
class LearntVoices:
    """How takes that are learnt from differ from the middle of all voices.

    Attributes
    ----------
    middle : VoiceMiddle
        Learnt from these takes.
    base : float32 array, shape (n_takes, n_features)
        Each take less what its style adds in its own corpus: see ``without_style``.
    speakers : array of str, shape (n_takes,)
    """

    middle: VoiceMiddle
    base: np.ndarray
    speakers: np.ndarray

    @classmethod
    def of(
        cls,
        features: np.ndarray,
        scale: np.ndarray,
        takes: VoiceTakes,
        wanted: PooledInput,
    ) -> LearntVoices:
        """Learn middle and offsets; every corpus weighs alike.

        Parameters
        ----------
        features : array, shape (n_takes, n_features)
        scale : array, shape (n_features,)
            The unit of each feature.
        wanted : PooledInput
            Where the features come from.
        """
        offsets, base = without_style(np.float32(features / scale), takes)
        corpora = np.unique(takes.corpora)
        mean = np.mean([base[takes.corpora == c].mean(0) for c in corpora], axis=0)
        middle = VoiceMiddle(
            wanted, np.float32(mean * scale), np.float32(scale), offsets, takes.labels
        )
        return cls(middle, np.float32(base - mean), takes.speakers)


def differences(
    middle: VoiceMiddle,
    features: np.ndarray,
    takes: VoiceTakes,
    own: Sequence[np.ndarray],
) -> np.ndarray:
    """Return how the voice of each take differs, by its own takes, as in use.

    Parameters
    ----------
    features : array, shape (n_takes, n_features)
    own : sequence of int arrays
        Of each take, which of the takes are known.

    Returns
    -------
    float32 array, shape (n_takes, n_features)
    """
    asked = np.where(takes.truth < 0, takes.labels.index(READ_AS), takes.truth)
    base = (features - middle.mean) / middle.scale - middle.offsets[asked]
    counts = np.array([len(drawn) for drawn in own])
    return (
        middles_of(np.float32(base), own) * (counts / (counts + PRIOR_TAKES))[:, None]
    )


class DrawnMiddles:
    """Differences of voices, each by other takes that are drawn anew every time."""

    def __init__(self, voices: LearntVoices, *, seed: int) -> None:
        self.voices, self.generator = voices, np.random.default_rng(seed)
        names = voices.speakers
        self.of_speaker = {n: np.flatnonzero(names == n) for n in np.unique(names)}

    def __call__(self, take: int) -> np.ndarray:
        """Return one for the voice of a take, shape (n_features,); 0 if none is known."""
        others = self.of_speaker[self.voices.speakers[take]]
        others = others[others != take]
        count = min(int(self.generator.choice(KNOWN_TAKES)), len(others))
        if not count:
            return np.zeros(self.voices.base.shape[1], np.float32)
        drawn = self.generator.choice(others, count, replace=False)
        return self.voices.base[drawn].mean(0) * (count / (count + PRIOR_TAKES))


@dataclass(frozen=True, slots=True)
class CentredTakes(FusionTakes):
    """Takes whose frames are moved by the middle of their voice.

    Attributes
    ----------
    middles : callable, or float32 array of shape (n_takes, n_layers * size)
        By take; called anew for every batch.
    """

    middles: Any = None

    @classmethod
    def around(cls, takes: FusionTakes, middles: Any) -> CentredTakes:
        """Move the frames of ``takes`` by ``middles``."""
        return cls(takes.frames, takes.phrases, takes.word_scores, middles)

    def batch(self, takes: Sequence[int]) -> FusionBatch:
        """Pad some of the takes into one batch."""
        moved = FusionTakes(
            [self._moved(i) for i in takes], [self.phrases[i] for i in takes]
        )
        return moved.batch(range(len(takes)))

    def _moved(self, take: int) -> np.ndarray:
        frames = self.frames[take]
        middle = self.middles(take) if callable(self.middles) else self.middles[take]
        return np.float32(frames) - middle.reshape(len(frames), 1, -1)
