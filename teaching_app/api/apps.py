"""The Django application of the API."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Connects to practice's signals, so that webhooks are told of results."""

    name = "teaching_app.api"
    label = "api"
    verbose_name = "API"

    def ready(self) -> None:
        from teaching_app.practice.feedback import receipts

        from . import receivers, schema  # noqa: F401  (they register themselves)
        from .receipt_words import KINDS

        receipts.tell_of(KINDS)
