"""A linear head that hears a take against the voice's own middle, as far as it is known.

``voice_middle`` says how the middle of a voice is estimated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from emotion_engine.encoders.linear_head import LinearHead
from emotion_engine.errors import CheckpointError

from .own_middle import OwnMiddle
from .voice_middle import VoiceMiddle

PRIOR_TRUST = 1.0  # with so many own takes both ways of hearing count alike


def trust(count: Any) -> Any:
    """Return the weight of hearing a voice against its middle, known from ``count`` takes.

    ``count`` may be a number or an array.

    >>> trust(0), trust(1), trust(9)
    (0.0, 0.5, 0.9)
    """
    return count / (count + PRIOR_TRUST)


@dataclass(frozen=True, slots=True)
class VoiceHead:
    """Logits of a take, heard as it is and against its voice's middle.

    Attributes
    ----------
    plain : LinearHead
        For a voice that is not known. Its ``mean`` is the middle of all voices.
    weight, bias : float32 arrays, shapes (n_features, n_outputs) and (n_outputs,)
        For how a standardised take differs from the middle of its voice.
    offsets : float32 array, shape (n_styles, n_features)
        What each of ``styles`` adds to a voice's middle, in standardised features.
    styles : tuple of str
        In the order of ``offsets``.
    """

    plain: LinearHead
    weight: np.ndarray
    bias: np.ndarray
    offsets: np.ndarray
    styles: tuple[str, ...]

    @property
    def middles(self) -> VoiceMiddle:
        """What estimates the middle of a voice, in standardised features."""
        plain = self.plain
        return VoiceMiddle(
            plain.input, plain.mean, plain.scale, self.offsets, self.styles
        )

    def middle(self, own: OwnMiddle) -> np.ndarray:
        """Estimate a voice's middle against that of all, shape (n_features,)."""
        return self.middles.of(own)

    def logits(
        self, features: np.ndarray, middles: np.ndarray, counts: np.ndarray
    ) -> np.ndarray:
        """Return the logits of many takes of many voices.

        Parameters
        ----------
        features : array, shape (n_takes, n_features)
            The selected part of pooled layers, not standardised.
        middles : array, shape (n_takes, n_features)
            As ``middle`` estimates them, of each take's voice.
        counts : array, shape (n_takes,)
            From how many own takes.
        """
        standard = (features - self.plain.mean) / self.plain.scale
        plain = standard @ self.plain.weight + self.plain.bias
        known = (standard - middles) @ self.weight + self.bias
        weight = trust(counts)[:, None]
        return (1 - weight) * plain + weight * known

    def for_voice(self, own: OwnMiddle) -> LinearHead:
        """Return the linear head for takes of one voice.

        With ``z`` the standardised take, ``m`` the middle and ``t`` the trust in it, the
        logits are ``(1 - t) plain(z) + t known(z - m)``; both are linear in ``z``.
        """
        known, middle = trust(own.count), self.middle(own)
        weight = (1 - known) * self.plain.weight + known * self.weight
        bias = (1 - known) * (self.plain.bias + middle @ self.plain.weight)
        return replace(
            self.plain,
            mean=self.plain.mean + self.plain.scale * middle,
            weight=weight,
            bias=bias + known * self.bias,
        )

    def tensors(self, prefix: str) -> dict[str, np.ndarray]:
        """Return what belongs into the checkpoint."""
        named = self.plain.tensors() | {
            "known_weight": np.float32(self.weight),
            "known_bias": np.float32(self.bias),
            "offsets": np.float32(self.offsets),
        }
        return {f"{prefix}{name}": tensor for name, tensor in named.items()}

    @classmethod
    def of(
        cls, tensors: Mapping[str, np.ndarray], card: Mapping, prefix: str
    ) -> VoiceHead:
        """Build the head from a checkpoint and its card."""
        own = {
            name.removeprefix(prefix): tensor
            for name, tensor in tensors.items()
            if name.startswith(prefix)
        }
        try:
            return cls(
                LinearHead.of(own, card),
                own["known_weight"],
                own["known_bias"],
                own["offsets"],
                tuple(card["offset_styles"]),
            )
        except KeyError as error:
            raise CheckpointError(f"The head has no {error}: train it again.") from None
