"""How expert raters would hear a take: the door of this package.

Trained on speechocean762 (Zhang et al., Interspeech 2021), whose raters judged
accuracy, fluency, prosody and the whole from 0 to 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.linear_head import LinearHead
from emotion_engine.encoders.pooling import pool_speech
from emotion_engine.errors import CheckpointError
from emotion_engine.results import DeliveryResult, ScoreEstimate, Span
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

ASPECTS = ("accuracy", "fluency", "prosody", "total")
LOWEST, HIGHEST = 0.0, 10.0


@dataclass(frozen=True, slots=True)
class DeliveryModel:
    """A ridge regression over pooled middle layers of the frozen encoder.

    Attributes
    ----------
    repeatability : tuple of float
        Half-width for each aspect within which 95 % of the scores of one take stay
        when only level, noise, codec or timing change.
    """

    name: str
    linear: LinearHead
    repeatability: tuple[float, ...] = (0.0,) * len(ASPECTS)

    def scores(self, pooled: np.ndarray) -> np.ndarray:
        """Return the scores of pooled layers, shape (..., n_aspects), from 0 to 10."""
        return np.clip(self.linear(pooled), LOWEST, HIGHEST)

    def predict(
        self, encoding: Encoding, *, speech: Sequence[Span] = ()
    ) -> DeliveryResult:
        """Judge a batch of one take, spoken where ``speech`` says."""
        scores = self.scores(pool_speech(encoding, speech).cpu().numpy())
        estimates = {
            aspect: ScoreEstimate(
                float(score),
                float(max(score - half, LOWEST)),
                float(min(score + half, HIGHEST)),
            )
            for aspect, score, half in zip(
                ASPECTS, scores, self.repeatability, strict=True
            )
        }
        return DeliveryResult(**estimates)

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the model with its card, to which it adds what loading needs."""
        settings = {
            "name": self.name,
            "aspects": list(ASPECTS),
            "repeatability": dict(zip(ASPECTS, self.repeatability, strict=True)),
            **self.linear.input.to_card(),
        }
        write_head(folder, self.linear.tensors(), settings | card)

    @classmethod
    def read(cls, folder: Path) -> DeliveryModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        try:
            half_widths = tuple(card["repeatability"][aspect] for aspect in ASPECTS)
            return cls(card["name"], LinearHead.of(tensors, card), half_widths)
        except KeyError as error:
            raise CheckpointError(f"The card in {folder} has no {error}.") from None


@lru_cache(maxsize=1)
def load_delivery(config: EngineConfig) -> DeliveryModel:
    """Load the shipped model, once per process."""
    del config  # one model ships, and it runs where the features are pooled
    return DeliveryModel.read(assets_folder("delivery"))
