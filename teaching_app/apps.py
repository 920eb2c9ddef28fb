"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig


class TeachingAppConfig(AppConfig):
    """Registers the system checks once the models are loaded."""

    name = "teaching_app"
    verbose_name = "Intona"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers itself)
