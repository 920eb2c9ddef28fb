"""Whether a head that was trained on one encoder is given that one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Protocol

from emotion_engine.errors import CheckpointError


class NamedEncoder(Protocol):
    """What is compared: an encoder of sound or of text."""

    name: str
    n_layers: int


def require_encoder(
    card: Mapping[str, Any],
    folder: Path,
    encoder: NamedEncoder,
    *,
    layers: Collection[int] = (),
) -> None:
    """Refuse a head whose card wants another encoder, or layers that it does not have.

    Names are compared without the folders before them: a copy of a checkpoint is the
    same one.

    Raises
    ------
    CheckpointError
        It names the head's encoder and the one that is there.
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
