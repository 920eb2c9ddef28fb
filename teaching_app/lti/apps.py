"""The Django application for learning platforms and a school's sign-on."""

from __future__ import annotations

from django.apps import AppConfig


class LtiConfig(AppConfig):
    """Listens for work whose grade a learning platform wants to know."""

    name = "teaching_app.lti"
    label = "lti"
    verbose_name = "Learning platforms"

    def ready(self) -> None:
        from teaching_app.practice.feedback import receipts

        from . import receivers  # noqa: F401  (registers itself)
        from .receipt_words import KINDS

        receipts.tell_of(KINDS)
