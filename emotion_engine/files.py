"""Atomic file writes, and where computed files are cached."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """``FEATURE_CACHE``, else a folder where the command is run."""
    return Path(os.environ.get("FEATURE_CACHE") or ".feature_cache")


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write to a temporary name beside ``path``, then rename over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
