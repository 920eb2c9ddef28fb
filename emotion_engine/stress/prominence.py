"""How prominent each syllable of a word is: a softmax over weighted features.

The features are the acoustic cues of ``cues`` and middle layers of the frozen speech
encoder over the vowel. The encoder alone would recognise the word, and with it the
dictionary's stress; training on takes whose prominence was moved makes the model use
both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.encoders.base import AcousticEncoder, Encoding
from emotion_engine.encoders.fit import require_encoder
from emotion_engine.encoders.pooling import pool_spans
from emotion_engine.errors import CheckpointError
from emotion_engine.results import Span
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

from .cues import NAMES

LAYERS = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class ProminenceModel:
    """Weights of the features, and how sure a verdict must be.

    Attributes
    ----------
    weights : array, shape (n_features,)
        Of each cue, then of each dimension of the encoder's layers.
    clear_margin : float
        By how much the logit of another syllable must exceed the expected one's for
        the stress to count as elsewhere; within it the word is unclear.
    layers : tuple of int
        Which of the encoder's layers are used; none for cues alone.
    """

    weights: np.ndarray
    clear_margin: float
    layers: tuple[int, ...] = ()

    def logits(self, features: np.ndarray) -> np.ndarray:
        """Return one logit per syllable of a word, shape (n_syllables,)."""
        return features @ self.weights

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the model with its card, to which it adds what loading needs."""
        settings = {
            "cues": list(NAMES),
            "layers": list(self.layers),
            "clear_margin": round(self.clear_margin, 4),
        }
        write_head(folder, {"weights": np.float32(self.weights)}, settings | card)

    @classmethod
    def read(cls, folder: Path) -> ProminenceModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        if card.get("cues") != list(NAMES):
            raise CheckpointError(
                f"The model in {folder} does not fit these cues: run `train stress`."
            )
        return cls(tensors["weights"], card["clear_margin"], tuple(card["layers"]))


def vowel_states(
    encoding: Encoding, vowels: Sequence[Span], layers: Sequence[int] = LAYERS
) -> np.ndarray:
    """Return the encoder's states over each vowel of a take.

    Returns
    -------
    float32 array, shape (n_vowels, n_layers * hidden_size)
    """
    pooled = pool_spans(encoding, vowels, layers).cpu().numpy()
    return pooled.reshape(len(vowels), -1)


def load_prominence(encoder: AcousticEncoder, licence: str = "full") -> ProminenceModel:
    """Load the shipped weights, which must be for this encoder.

    ``licence`` as ``weights_licence`` of ``EngineConfig``.

    Raises
    ------
    CheckpointError
        They were trained on another encoder, or need layers that it does not have.
    """
    folder = assets_folder("stress", licence)
    model = ProminenceModel.read(folder)
    _, card = read_head(folder)
    require_encoder(card, folder, encoder, layers=model.layers)
    return model
