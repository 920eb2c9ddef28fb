"""The Django application for teaching."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class SchoolsConfig(AppConfig):
    """Registers with practice what teachers may do with takes and phrases."""

    name = "teaching_app.schools"
    label = "schools"
    verbose_name = "Schools"

    def ready(self) -> None:
        from teaching_app import second_factor
        from teaching_app.practice.feedback import receipts

        from . import access, panels, signals, triggers  # noqa: F401  (they register)
        from .receipt_words import KINDS
        from .selectors import class_policy  # noqa: F401  (registers a source of policies)
        from .services import certainty, watching  # noqa: F401  (they receive signals)
        from .staff import is_staff

        pre_migrate.connect(triggers.take_off, sender=self)
        post_migrate.connect(triggers.put_on, sender=self)
        second_factor.offer_to(is_staff)
        receipts.tell_of(KINDS)
