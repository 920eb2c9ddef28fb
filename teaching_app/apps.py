"""The project as a Django application: its checks and commands; it has no models."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Registers the system checks; ``teaching_app.practice`` has the package's label."""

    name = "teaching_app"
    label = "project"
    verbose_name = "Intona"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers itself)
