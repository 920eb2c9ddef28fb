"""A head with two answers: what was performed, what listeners would hear, and what is clear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import softmax

from emotion_engine.encoders.linear_head import LinearHead
from emotion_engine.errors import CheckpointError
from emotion_engine.results import KNOWN_VOICE_TAKES
from emotion_engine.weights.shipped import read_head, write_head

from .card import VOICE_KIND
from .judgement import Judgement
from .own_middle import NOBODY, OwnMiddle
from .voice_head import VoiceHead

PERFORMED, HEARD = "performed_", "heard_"


@dataclass(frozen=True, slots=True)
class Clarity:
    """How sure a head must be to name a style.

    Attributes
    ----------
    probability : float
        The least probability of having been performed.
    listeners : float
        The least share of listeners who would hear the same style.
    """

    probability: float
    listeners: float

    def holds(self, performed: np.ndarray, heard: np.ndarray) -> np.ndarray:
        """Whether both agree well enough on the likeliest style, shape (...)."""
        likeliest = performed.argmax(-1)[..., None]
        agreeing = np.take_along_axis(heard, likeliest, -1)[..., 0]
        sure = performed.max(-1) >= self.probability
        return sure & (agreeing >= self.listeners)


@dataclass(frozen=True, slots=True)
class VoiceExpressionHead:
    """Two answers over the same features, each calibrated by its own weights.

    Attributes
    ----------
    performed, heard : VoiceHead
        The style that was performed, and the shares of listeners who hear each.
    unknown, known : Clarity
        For voices with fewer own takes than ``KNOWN_VOICE_TAKES``, and for others.
    speakers : dict from str to tuple of str
        By corpus, whom it learnt from.
    trained_on : uint32 array, shape (n_takes,)
        Marks of the files it learnt from.
    """

    name: str
    labels: tuple[str, ...]
    performed: VoiceHead
    heard: VoiceHead
    unknown: Clarity
    known: Clarity
    speakers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trained_on: np.ndarray = field(default_factory=lambda: np.zeros(0, np.uint32))

    @property
    def knows_voices(self) -> bool:
        """It hears a voice against its middle."""
        return True

    def judge(self, pooled: np.ndarray, own: OwnMiddle | None = None) -> Judgement:
        """Judge one take; see ``StyleHead``."""
        own = own or NOBODY
        performed = softmax(self.performed.for_voice(own)(pooled), axis=-1)
        heard = softmax(self.heard.for_voice(own)(pooled), axis=-1)
        clarity = self.known if own.count >= KNOWN_VOICE_TAKES else self.unknown
        return Judgement(performed, heard, bool(clarity.holds(performed, heard)))

    @property
    def linear(self) -> LinearHead:
        """The map to the logits of what was performed, for a voice that is not known."""
        return self.performed.plain

    def for_voice(self, own: OwnMiddle) -> LinearHead:
        """Return that map for a voice of which something is known."""
        return self.performed.for_voice(own)

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the head with its card, to which it adds what loading needs."""
        settings = {
            "name": self.name,
            "kind": VOICE_KIND,
            "labels": list(self.labels),
            "offset_styles": list(self.performed.styles),
            "clear": {
                side: {"probability": c.probability, "listeners": c.listeners}
                for side, c in (("unknown", self.unknown), ("known", self.known))
            },
            "speakers": {name: list(who) for name, who in self.speakers.items()},
            **self.performed.plain.input.to_card(),
        }
        tensors = self.performed.tensors(PERFORMED) | self.heard.tensors(HEARD)
        write_head(folder, tensors | {"trained_on": self.trained_on}, settings | card)

    @classmethod
    def read(cls, folder: Path) -> VoiceExpressionHead:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        try:
            clear = {side: Clarity(**values) for side, values in card["clear"].items()}
            return cls(
                name=card["name"],
                labels=tuple(card["labels"]),
                performed=VoiceHead.of(tensors, card, PERFORMED),
                heard=VoiceHead.of(tensors, card, HEARD),
                unknown=clear["unknown"],
                known=clear["known"],
                speakers={k: tuple(v) for k, v in card["speakers"].items()},
                trained_on=tensors["trained_on"],
            )
        except KeyError as error:
            raise CheckpointError(f"The head in {folder} has no {error}.") from None
