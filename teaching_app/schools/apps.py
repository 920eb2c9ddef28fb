"""The Django application for teaching."""

from __future__ import annotations

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Registers with practice what teachers may do with takes and phrases."""

    name = "teaching_app.schools"
    label = "schools"
    verbose_name = "Schools"

    def ready(self) -> None:
        from teaching_app import second_factor
        from teaching_app.practice.feedback import receipts

        from . import access, panels, signals  # noqa: F401  (they register themselves)
        from .receipt_words import KINDS
        from .selectors import class_policy  # noqa: F401  (registers a source of policies)
        from .services import certainty, watching  # noqa: F401  (they receive signals)
        from .staff import is_staff

        second_factor.offer_to(is_staff)
        receipts.tell_of(KINDS)
