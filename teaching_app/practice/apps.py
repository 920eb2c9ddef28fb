"""The Django application of what learners do."""

from __future__ import annotations

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Keeps the label of the days when it was the only application: so do its tables."""

    name = "teaching_app.practice"
    label = "teaching_app"
    verbose_name = "Practice"

    def ready(self) -> None:
        from teaching_app import second_factor

        from .services.learners import is_teacher

        second_factor.offer_to(is_teacher)
