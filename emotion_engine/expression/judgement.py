"""What a head says of a take, and what the rest of the package asks of any head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from emotion_engine.encoders.linear_head import LinearHead

from .own_middle import OwnMiddle


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a take sounds.

    Attributes
    ----------
    probabilities : array, shape (n_labels,)
        Of each style having been performed.
    listeners : array, shape (n_labels,), or None
        Which share of listeners would hear each style; None where a head learnt from
        no votes.
    clear : bool
        Whether one style may be named.
    """

    probabilities: np.ndarray
    listeners: np.ndarray | None
    clear: bool


class StyleHead(Protocol):
    """A head over pooled layers, whether or not it listens to a voice's middle."""

    @property
    def name(self) -> str:
        """Which head it is, from its card."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The styles it knows."""

    @property
    def linear(self) -> LinearHead:
        """The map from pooled layers to logits for a voice that is not known."""

    @property
    def trained_on(self) -> np.ndarray:
        """Marks of the files it learnt from, uint32, shape (n_takes,)."""

    @property
    def knows_voices(self) -> bool:
        """Whether it makes use of a voice's middle."""

    def for_voice(self, own: OwnMiddle) -> LinearHead:
        """Return the map from pooled layers to logits for one voice."""

    def judge(self, pooled: np.ndarray, own: OwnMiddle | None = None) -> Judgement:
        """Judge one take, pooled as ``pool_speech`` returns it.

        ``own`` is what is known of the voice from its other takes.
        """
