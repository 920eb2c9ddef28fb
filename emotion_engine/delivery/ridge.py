"""Scores of a whole take by ridge regression on pooled layers, independent of the text.

Trained on speechocean762 (Zhang et al., Interspeech 2021), whose raters judged
accuracy, fluency, prosody and the whole from 0 to 10.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from emotion_engine.encoders.linear_head import LinearHead

ASPECTS = ("accuracy", "fluency", "prosody", "total")
LOWEST, HIGHEST = 0.0, 10.0


@dataclass(frozen=True, slots=True)
class RidgeRater:
    """A ridge regression over pooled middle layers of the frozen encoder."""

    linear: LinearHead

    def scores(self, pooled: np.ndarray) -> np.ndarray:
        """Return the scores of pooled layers, shape (..., n_aspects), from 0 to 10."""
        return np.clip(self.linear(pooled), LOWEST, HIGHEST)
