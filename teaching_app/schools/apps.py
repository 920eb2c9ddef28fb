"""The Django application of what teachers do."""

from __future__ import annotations

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Tells practice what teachers may do with takes and phrases."""

    name = "teaching_app.schools"
    label = "schools"
    verbose_name = "Schools"
