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

    name: str
    labels: tuple[str, ...]
    trained_on: np.ndarray

    def judge(self, pooled: np.ndarray, own: OwnMiddle | None = None) -> Judgement:
        """Judge one take, pooled as ``pool_speech`` returns it."""

    def linear_for(self, own: OwnMiddle | None = None) -> LinearHead:
        """Return the map from pooled layers to logits that is used for a voice."""
