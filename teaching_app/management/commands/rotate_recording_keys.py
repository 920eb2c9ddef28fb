"""Encrypt every private file with the first key of RECORDINGS_KEYS."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching_app import key_rotation


class Command(BaseCommand):
    """Afterwards the other keys are needed for earlier backups alone."""

    help = "Encrypt every private file with the first key of RECORDINGS_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = key_rotation.rotate()
        except (ValueError, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(
            f"Encrypted {done.n_encrypted} files with the first key; "
            f"{done.n_current} already were."
        )
