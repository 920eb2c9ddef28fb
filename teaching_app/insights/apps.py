"""The Django application of reports."""

from __future__ import annotations

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Connects to practice's signals, so that every finished take gets its facts."""

    name = "teaching_app.insights"
    label = "insights"
    verbose_name = "Insights"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (connects them)
