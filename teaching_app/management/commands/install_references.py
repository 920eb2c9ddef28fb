"""Install recordings to listen to; again: only what is missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from teaching_app.services import references


class Command(BaseCommand):
    """Natives from SPEECH_DATA where it is there, else the synthetic voice."""

    help = "Install reference recordings of natives, or of the synthetic voice."

    def handle(self, *args: Any, **options: Any) -> None:
        references.forget_lost()
        n_native = references.install_native(settings.SPEECH_DATA)
        n_synthetic = references.install_synthetic(settings.ENGINE)
        if n_native or n_synthetic:
            self.stdout.write(
                f"New references: {n_native} native, {n_synthetic} synthetic."
            )
