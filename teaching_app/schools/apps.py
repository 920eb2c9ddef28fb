"""The Django application of what teachers do."""

from __future__ import annotations

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Tells practice what teachers may do with takes and phrases."""

    name = "teaching_app.schools"
    label = "schools"
    verbose_name = "Schools"

    def ready(self) -> None:
        from teaching_app import second_factor

        from . import access, panels  # noqa: F401  (they register what they add)
        from .selectors.staff import is_staff
        from .services import certainty, watching  # noqa: F401  (they receive signals)

        second_factor.offer_to(is_staff)
