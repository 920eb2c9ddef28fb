"""The sizes of a fusion network."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from emotion_engine.errors import CheckpointError

ACOUSTIC, TEXT, FUSED = "acoustic", "text", "fused"
VARIANTS = (ACOUSTIC, TEXT, FUSED)


@dataclass(frozen=True, slots=True)
class FusionConfig:
    """Sizes of a network; the same for each variant, so that only the input differs.

    Attributes
    ----------
    acoustic_layers, acoustic_size : int
        Number and width of the speech encoder's layers that are used.
    text_layers, text_size : int
        Likewise for the text encoder.
    n_outputs : int
        Number of logits of a classification or values of a regression.
    hidden_size : int
        Width of everything in between; even, as half of it runs backwards in time.
    text_dropout : float
        Higher than that of the sound: most texts occur once, and would be memorised.
    n_kinds : int
        How many kinds of token have a learnt embedding (phones); 0 for word pieces.
    n_word_outputs : int
        How many values are learnt for each word, besides those of the take.
    modality_dropout : float
        Share of the training batches of a fused network in which one of the two is
        missing, so that it learns to do without.
    """

    acoustic_layers: int
    acoustic_size: int
    text_layers: int
    text_size: int
    n_outputs: int
    variant: str = FUSED
    hidden_size: int = 96
    dropout: float = 0.2
    text_dropout: float = 0.5
    n_kinds: int = 0
    n_word_outputs: int = 0
    modality_dropout: float = 0.1

    def __post_init__(self) -> None:
        if self.variant not in VARIANTS:
            raise ValueError(f"variant {self.variant} is none of {', '.join(VARIANTS)}")
        if self.hidden_size % 2:
            raise ValueError(f"hidden_size {self.hidden_size} is odd")

    def to_card(self) -> dict[str, Any]:
        """Return the entries of the card from which the network can be rebuilt."""
        return asdict(self)

    @classmethod
    def of(cls, card: dict[str, Any]) -> FusionConfig:
        """Build the configuration from what ``to_card`` wrote."""
        try:
            return cls(**card["network"])
        except (KeyError, TypeError, ValueError) as error:
            raise CheckpointError(f"The card describes no network: {error}") from None
