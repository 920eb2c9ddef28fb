"""How a voice differs from the middle of all voices, from its earlier takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.errors import CheckpointError
from emotion_engine.weights.shipped import read_head, write_head

from .own_middle import OwnMiddle

PRIOR_TAKES = 2.0  # the middle of all voices weighs as much as so many own takes
VOICES = "voices"  # folder, inside a member's, with what it needs to know voices


@dataclass(frozen=True, slots=True)
class VoiceMiddle:
    """Estimates a voice's middle: each own take, less what the style asked adds.

    With few takes the estimate is shrunk towards the middle of all voices.

    Attributes
    ----------
    mean, scale : float32 arrays, shape (n_features,)
        Middle of all voices, and the unit of each feature.
    offsets : float32 array, shape (n_styles, n_features)
        What each of ``styles`` adds to a voice's middle, in these units.
    styles : tuple of str
        In the order of ``offsets``.
    """

    input: PooledInput
    mean: np.ndarray
    scale: np.ndarray
    offsets: np.ndarray
    styles: tuple[str, ...]

    def of(self, own: OwnMiddle) -> np.ndarray:
        """Return how a voice differs, float32, shape (n_features,); 0 if nothing is known.

        Takes asked in a style that is not known are left as they are.
        """
        total = np.zeros(self.mean.shape, np.float32)
        if not own.count:
            return total
        for style, mean in own.means.items():
            standard = (self.input.select(mean) - self.mean) / self.scale
            if style in self.styles:
                standard = standard - self.offsets[self.styles.index(style)]
            total += own.counts[style] * standard
        return total / (own.count + PRIOR_TAKES)

    def tensors(self) -> dict[str, np.ndarray]:
        """Return what belongs into the checkpoint of a member."""
        return {
            "middle": np.float32(self.mean),
            "scale": np.float32(self.scale),
            "offsets": np.float32(self.offsets),
        }

    def to_card(self) -> dict[str, Any]:
        """Return the entries of the card from which it can be rebuilt."""
        return {"offset_styles": list(self.styles), **self.input.to_card()}

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save it by itself."""
        write_head(folder, self.tensors(), self.to_card() | card)

    @classmethod
    def read(cls, folder: Path) -> VoiceMiddle:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        return cls.build(*read_head(folder))

    @classmethod
    def build(
        cls, tensors: Mapping[str, np.ndarray], card: Mapping[str, Any]
    ) -> VoiceMiddle:
        """Build it from what ``tensors`` and ``to_card`` returned."""
        try:
            wanted = PooledInput(tuple(card["layers"]), tuple(card["statistics"]))
            mean, scale = tensors["middle"], tensors["scale"]
            styles = tuple(card["offset_styles"])
            return cls(wanted, mean, scale, tensors["offsets"], styles)
        except (KeyError, TypeError) as error:
            raise CheckpointError(f"No voices are known there: {error}.") from None
