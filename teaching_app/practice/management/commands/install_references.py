"""Install recordings to listen to; again: only what is missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from teaching_app.practice.services import reference_work, references


class Command(BaseCommand):
    """Natives from SPEECH_DATA where it is there; the worker does what takes longer."""

    help = "Install natives' recordings, and queue the synthetic voice for the rest."

    def handle(self, *args: Any, **options: Any) -> None:
        references.forget_lost()
        if n_native := references.install_native(settings.SPEECH_DATA):
            self.stdout.write(f"New references: {n_native} native.")
        if n_missing := reference_work.missing().distinct().count():
            reference_work.ask()
            self.stdout.write(f"The worker makes ready: {n_missing} phrases.")
