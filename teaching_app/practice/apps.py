"""The Django application for what learners do."""

from __future__ import annotations

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Keeps the label and table names from when it was the only application."""

    name = "teaching_app.practice"
    label = "teaching_app"
    verbose_name = "Practice"

    def ready(self) -> None:
        from teaching_app import second_factor

        from .services.learners import is_teacher

        second_factor.offer_to(is_teacher)
