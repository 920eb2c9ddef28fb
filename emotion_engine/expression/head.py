"""The calibrated linear head, which may abstain."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import softmax

from emotion_engine.encoders.linear_head import LinearHead
from emotion_engine.errors import CheckpointError
from emotion_engine.weights.shipped import read_head, write_head

from .judgement import Judgement
from .own_middle import OwnMiddle


@dataclass(frozen=True, slots=True)
class ExpressionHead:
    """Logits over the styles, divided by a temperature.

    Attributes
    ----------
    temperature : float
        Calibrates the probabilities.
    threshold : float
        The head abstains where the largest probability is below this.
    trained_on : uint32 array, shape (n_takes,)
        Hashes of the training files, so that nobody tests on them by accident.
    """

    name: str
    labels: tuple[str, ...]
    linear: LinearHead
    temperature: float = 1.0
    threshold: float = 0.0
    trained_on: np.ndarray = field(default_factory=lambda: np.zeros(0, np.uint32))

    def probabilities(self, pooled: np.ndarray) -> np.ndarray:
        """Return calibrated probabilities of pooled layers, shape (..., n_labels)."""
        return softmax(self.linear(pooled) / self.temperature, axis=-1)

    def is_clear(self, probabilities: np.ndarray) -> np.ndarray:
        """Whether the head is sure enough to name a style, shape (...)."""
        return probabilities.max(axis=-1) >= self.threshold

    @property
    def knows_voices(self) -> bool:
        """It hears every voice as it is."""
        return False

    def for_voice(self, own: OwnMiddle) -> LinearHead:
        """Return the same map for every voice."""
        del own
        return self.linear

    def judge(self, pooled: np.ndarray, own: OwnMiddle | None = None) -> Judgement:
        """Judge one take; this head hears every voice as it is."""
        del own
        probabilities = self.probabilities(pooled)
        return Judgement(probabilities, None, bool(self.is_clear(probabilities)))

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the head with its card, to which it adds what loading needs."""
        settings = {
            "name": self.name,
            "labels": list(self.labels),
            "temperature": self.temperature,
            "threshold": self.threshold,
            **self.linear.input.to_card(),
        }
        tensors = self.linear.tensors() | {"trained_on": self.trained_on}
        write_head(folder, tensors, settings | card)

    @classmethod
    def read(cls, folder: Path) -> ExpressionHead:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        try:
            return cls(
                name=card["name"],
                labels=tuple(card["labels"]),
                linear=LinearHead.of(tensors, card),
                temperature=card["temperature"],
                threshold=card["threshold"],
                trained_on=tensors["trained_on"],
            )
        except KeyError as error:
            raise CheckpointError(f"The head in {folder} has no {error}.") from None
