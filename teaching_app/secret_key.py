"""The signing key of a single-machine installation: created once, stored privately."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """Read the key, or create one; only this account can read it and its folder.

    Several processes may start at once: the first to link its file provides the key.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(get_random_secret_key())
        draft = Path(file.name)  # created readable for this account only
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
