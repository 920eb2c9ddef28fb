"""Make the bucket of recordings where an S3-compatible storage is new."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from teaching_app import private_files


class Command(BaseCommand):
    """Does nothing where recordings are kept in a folder, or the bucket is there."""

    help = "Make the bucket S3_BUCKET unless it is there."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.S3_BUCKET:
            self.stdout.write("Recordings are kept in a folder.")
            return
        bucket: Any = private_files.as_stored().bucket  # type: ignore[attr-defined]
        if bucket.creation_date is None:
            bucket.create()
        self.stdout.write(f"The bucket {bucket.name} is there.")
