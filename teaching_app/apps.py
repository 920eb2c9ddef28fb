"""The project as Django applications: its checks and commands, and the staff site."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ProjectConfig(AppConfig):
    """Registers the system checks; ``teaching_app.practice`` has the package's label."""

    name = "teaching_app"
    label = "project"
    verbose_name = "Intona"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers itself)


class StaffSiteConfig(AdminConfig):
    """Django's administration, behind our sign-in: see ``staff_site``."""

    default_site = "teaching_app.staff_site.StaffSite"
