"""Install recordings to listen to, if missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from teaching_app.practice.services import (
    listening_sounds,
    reference_work,
    references,
)


class Command(BaseCommand):
    """Installs natives from SPEECH_DATA if present; slower steps are for the worker."""

    help = "Install natives' recordings, and queue the synthetic voice for the rest."

    def handle(self, *args: Any, **options: Any) -> None:
        references.forget_lost()
        if n_native := references.install_native(settings.SPEECH_DATA):
            self.stdout.write(f"New references: {n_native} native.")
        if n_pairs := listening_sounds.install_friendly(settings.SPEECH_DATA):
            self.stdout.write(f"New pairs of deliveries to tell apart: {n_pairs}.")
        if n_missing := reference_work.missing().distinct().count():
            reference_work.ask()
            self.stdout.write(f"The worker makes ready: {n_missing} phrases.")
