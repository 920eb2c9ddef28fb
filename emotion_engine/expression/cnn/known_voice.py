"""How the CNN hears a voice against its middle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.errors import CheckpointError
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.voice_head import trust
from emotion_engine.expression.voice_middle import VoiceMiddle
from emotion_engine.weights.shipped import read_head, write_head


@dataclass(frozen=True, slots=True)
class KnownVoice:
    """A last layer for takes of voices that are known.

    What is kept of a voice are pooled layers of the encoder, not the CNN's embeddings,
    so the middle of these is predicted from those; prediction and last layer are one
    linear map.

    Attributes
    ----------
    middle : VoiceMiddle
    weight, bias : float32 arrays, shapes (n_embedding, n_labels) and (n_labels,)
        For the embedding of a take.
    correction : float32 array, shape (n_features, n_labels)
        What a voice's difference from the middle of all voices takes off the logits.
    """

    middle: VoiceMiddle
    weight: np.ndarray
    bias: np.ndarray
    correction: np.ndarray

    def logits(
        self, plain: np.ndarray, embedding: np.ndarray, own: OwnMiddle
    ) -> np.ndarray:
        """Mix the logits for an unknown voice with those against its middle.

        Parameters
        ----------
        plain : array, shape (n_labels,)
        embedding : array, shape (n_embedding,)
        """
        known = embedding @ self.weight + self.bias
        known = known - self.middle.of(own) @ self.correction
        weight = trust(own.count)
        return (1 - weight) * plain + weight * known

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save it with its card."""
        own = {"weight": self.weight, "bias": self.bias, "correction": self.correction}
        write_head(folder, own | self.middle.tensors(), self.middle.to_card() | card)

    @classmethod
    def read(cls, folder: Path) -> KnownVoice:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        try:
            parts = [tensors[name] for name in ("weight", "bias", "correction")]
        except KeyError as error:
            raise CheckpointError(f"{folder} knows no voices: no {error}.") from None
        return cls(VoiceMiddle.build(tensors, card), *parts)
