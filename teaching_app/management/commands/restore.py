"""Restore a backup into an empty installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching_app import backups


class Command(BaseCommand):
    """Refuses to write over anything; checks every file before it begins."""

    help = "Restore a backup into an empty database and an empty storage."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, metavar="SOURCE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = backups.restore(options["source"])
        except backups.BackupError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(
            f"Restored the database and {done.n_files} files, {done.size / 1e6:.1f} MB. "
            "Now run: python manage.py migrate"
        )
