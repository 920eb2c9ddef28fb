"""Find checkpoints on this machine by name or folder, and read them without pickle."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from huggingface_hub import snapshot_download
from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError
from safetensors import SafetensorError
from transformers import AutoConfig, AutoModel, PreTrainedModel
from transformers.utils import logging

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CheckpointError
from emotion_engine.weights.registry import COMMAND, WEIGHT_FILES

from .device import choose_device

FETCHED = frozenset(Path(file.path).parts[0] for file in WEIGHT_FILES)
WEIGHTS = ("model.safetensors", "model.safetensors.index.json")


def find_checkpoint(name: str, config: EngineConfig) -> Path:
    """Return the folder of a checkpoint; nothing is ever downloaded here.

    Parameters
    ----------
    name : str
        A folder below ``weights_dir``, a path, or a hub model in this machine's hub
        cache; ``name@revision`` pins the latter.

    Raises
    ------
    CheckpointError
        It is not there, or has its weights only as a pickle.
    """
    below, path = config.weights_dir / name, Path(name).expanduser()
    folder = next((f for f in (below, path) if f.is_dir()), None)
    folder = folder or cached_from_hub(name, below)
    if not (folder / "config.json").is_file():
        raise CheckpointError(f"{folder} has no config.json: {how_to_get(name, below)}")
    if not any((folder / weights).is_file() for weights in WEIGHTS):
        raise CheckpointError(f"{folder} {why_no_weights(folder)}")
    return folder


def cached_from_hub(name: str, below: Path) -> Path:
    """Return the snapshot of a hub model in the cache of this machine."""
    repository, _, revision = name.partition("@")
    try:
        found = snapshot_download(
            repository, revision=revision or None, local_files_only=True
        )
    except (LocalEntryNotFoundError, HFValidationError):
        raise CheckpointError(
            f"There is no checkpoint {name!r}, neither as a folder ({below}) nor in the "
            f"cache of the model hub: {how_to_get(name, below)}"
        ) from None
    return Path(found)


def how_to_get(name: str, below: Path) -> str:
    """Explain how to get a checkpoint onto this machine."""
    if name in FETCHED:
        return f"run `{COMMAND}`."
    repository, _, revision = name.partition("@")
    pinned = f" --revision {revision}" if revision else ""
    return (
        f"run `hf download {repository}{pinned}`, or copy its config.json, "
        f"{WEIGHTS[0]} and the configuration of its features or tokens to {below}."
    )


def why_no_weights(folder: Path) -> str:
    """Explain why the weights in a folder cannot be read."""
    if pickles := [*sorted(folder.glob("*.bin")), *sorted(folder.glob("*.pt"))]:
        return (
            f"has {pickles[0].name}, a pickle, which could run any code and is refused: "
            f"convert it to {WEIGHTS[0]} where it comes from."
        )
    return f"has no {WEIGHTS[0]}: get it from where config.json came from."


def read_checkpoint(
    folder: Path,
    config: EngineConfig,
    *,
    families: Collection[str],
    unused: Collection[str] = (),
    kind: type = AutoModel,
) -> PreTrainedModel:
    """Build the model of a folder on the configured device, ready to predict.

    Parameters
    ----------
    families : collection of str
        The accepted values of ``model_type`` in ``config.json``.
    unused : collection of str
        Name prefixes of weights that may be missing because nothing reads them.
    kind : type
        The class of ``transformers`` that builds it, which decides the head, if any.

    Raises
    ------
    CheckpointError
        The model is of another family, or its weights do not fit its config.
    """
    device, dtype = choose_device(config)
    try:
        # A folder, read without the hub: there is no revision to pin.
        settings = AutoConfig.from_pretrained(  # nosec B615
            folder, local_files_only=True, trust_remote_code=False
        )
        if settings.model_type not in families:
            raise CheckpointError(
                f"{folder} holds a model of type {settings.model_type!r}, expected one "
                f"of {', '.join(sorted(families))}."
            )
        settings.add_adapter = False  # would shorten the output of the last layer
        model, loading = load_pretrained(folder, settings, kind, dtype=dtype)
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise CheckpointError(f"{folder} cannot be read: {error}") from error
    missing = [m for m in loading["missing_keys"] if not m.startswith(tuple(unused))]
    if missing:
        raise CheckpointError(
            f"{folder} lacks {len(missing)} weights, the first is {sorted(missing)[0]}."
        )
    return model.to(device).eval().requires_grad_(False)


def load_pretrained(
    folder: Path, settings: Any, kind: Any = AutoModel, **options: Any
) -> tuple[PreTrainedModel, dict[str, Any]]:
    """Read safetensors only, from disk only; also return what did not fit."""
    logging.disable_progress_bar()  # would fill the worker's log
    return kind.from_pretrained(
        folder,
        config=settings,
        local_files_only=True,
        use_safetensors=True,
        trust_remote_code=False,
        output_loading_info=True,
        **options,
    )
