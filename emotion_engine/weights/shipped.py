"""Heads that ship with the engine: tensors and a model card, verified when loaded."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from emotion_engine.errors import CheckpointError
from emotion_engine.files import write_atomically

FORMAT_VERSION = 1
TENSORS, CARD = "head.safetensors", "card.json"
OPEN = "open"  # the licence, and the folder, of what learnt from open data alone


def assets_folder(name: str, licence: str = "full") -> Path:
    """Return the folder of the files shipped for one part of the engine.

    Parts that learnt from recordings whose use is restricted are there twice. With
    ``licence`` ``open`` it is the folder of the part that did not, where there is one.
    """
    assets = Path(__file__).resolve().parent.parent / "assets"
    unrestricted = assets / OPEN / name
    if licence == OPEN and unrestricted.is_dir():
        return unrestricted
    return assets / name


def write_head(
    folder: Path, tensors: dict[str, np.ndarray], card: dict[str, Any]
) -> None:
    """Write the tensors, then the card that names their checksum."""
    data = save({name: np.ascontiguousarray(t) for name, t in tensors.items()})
    checksum = hashlib.sha256(data).hexdigest()
    whole = {"format_version": FORMAT_VERSION, "sha256": checksum, **card}
    write_atomically(folder / TENSORS, data)
    write_atomically(folder / CARD, json.dumps(whole, indent=1) + "\n")


def read_head(folder: Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Return tensors and card.

    Raises
    ------
    CheckpointError
        A file is missing, unreadable, of another format, or does not match the card.
    """
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        data = (folder / TENSORS).read_bytes()
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{folder} holds no usable head: {error}") from error
    if (found := card.get("format_version")) != FORMAT_VERSION:
        raise CheckpointError(
            f"{folder / CARD} has format {found}, expected {FORMAT_VERSION}: train again."
        )
    checksum = hashlib.sha256(data).hexdigest()
    if checksum != card.get("sha256"):
        raise CheckpointError(
            f"{folder / TENSORS}: expected SHA-256 {card.get('sha256')}, found {checksum}."
        )
    try:
        return load(data), card
    except SafetensorError as error:
        raise CheckpointError(f"{folder / TENSORS}: {error}") from error
