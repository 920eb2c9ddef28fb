"""The Django application for recordings by natives."""

from __future__ import annotations

from django.apps import AppConfig


class NativesConfig(AppConfig):
    """Invitations, helpers, their recordings, and what listeners heard in them."""

    name = "teaching_app.natives"
    label = "natives"
    verbose_name = "Natives"

    def ready(self) -> None:
        from teaching_app.practice.feedback import receipts

        from . import receivers  # noqa: F401  (registers itself)
        from .receipt_words import KINDS

        receipts.tell_of(KINDS)
