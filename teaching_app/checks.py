"""System checks: what is missing on this machine, and the command that fixes it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

import emotion_engine as engine

SETUP = "bin/start --setup-only"


@register()
def weights_are_there(**_: Any) -> list[CheckMessage]:
    """Check every weight file of the engine."""
    return [
        Warning(
            f"Weights of {missing.name}: {missing.why} ({missing.path}).",
            hint=f"Run: {missing.command}",
            id="intona.W001",
        )
        for missing in engine.missing_weights(settings.ENGINE)
    ]


@register()
def folders_are_writable(**_: Any) -> list[CheckMessage]:
    """Check the folders of recordings, queue and database."""
    return [
        Error(
            f"The folder {folder} cannot be written.",
            hint=f"Run: mkdir -p {folder} && chown $(id -un) {folder}",
            id="intona.E001",
        )
        for folder in (settings.VAR_DIR, settings.VAR_DIR / "media", settings.QUEUE_DIR)
        if not _is_writable(folder)
    ]


@register()
def front_end_is_there(**_: Any) -> list[CheckMessage]:
    """Check the npm packages whose files the pages load."""
    folders = [pair[1] for pair in settings.STATICFILES_DIRS if isinstance(pair, tuple)]
    return [
        Warning(
            f"The front-end package folder {folder} is missing.",
            hint=f"Run: {SETUP}",
            id="intona.W002",
        )
        for folder in folders
        if not folder.is_dir()
    ]


@register()
def catalogues_are_compiled(**_: Any) -> list[CheckMessage]:
    """Check the compiled translations."""
    from . import catalogues  # imports Babel, which the web process does not need

    return [
        Warning(
            f"The translations {path.with_suffix('.mo')} are missing or out of date.",
            hint="Run: python manage.py catalogues compile",
            id="intona.W003",
        )
        for path in catalogues.files()
        if not catalogues.is_compiled(path)
    ]


def _is_writable(folder: Path) -> bool:
    """Whether the folder, or its nearest existing parent, is writable."""
    while not folder.exists():
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)
