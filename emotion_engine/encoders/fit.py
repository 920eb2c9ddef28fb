"""Check that a head is used with the encoder it was trained on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Protocol

from emotion_engine.errors import CheckpointError


class NamedEncoder(Protocol):
    """An encoder of sound or of text, as far as the check needs it."""

    name: str
    n_layers: int


def require_encoder(
    card: Mapping[str, Any],
    folder: Path,
    encoder: NamedEncoder,
    *,
    layers: Collection[int] = (),
) -> None:
    """Refuse a head whose card names another encoder, or layers that it does not have.

    Only the last part of the names is compared: a copy of a checkpoint elsewhere is the
    same one.

    Raises
    ------
    CheckpointError
        The message names the head's encoder and the loaded one.
    """
    wanted = card.get("encoder")
    if wanted is None or Path(wanted).name != Path(encoder.name).name:
        raise CheckpointError(
            f"The head in {folder} was trained on the encoder {wanted!r}, but "
            f"{encoder.name!r} is configured: configure that one, or train the head again."
        )
    if max(layers, default=0) > encoder.n_layers:
        raise CheckpointError(
            f"The head in {folder} wants layer {max(layers)} of {wanted!r}, but "
            f"{encoder.name!r} has {encoder.n_layers} layers."
        )
