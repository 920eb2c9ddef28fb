"""The signing key of an installation on one machine: made once, kept privately."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """Read the key, or make one that only this account can read, as its folder.

    Several processes may start at once: whoever links its file first has made the key.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(get_random_secret_key())
        draft = Path(file.name)  # made so that only this account can read it
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
