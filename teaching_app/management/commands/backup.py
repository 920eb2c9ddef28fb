"""Write a backup of database and private files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from teaching_app import backups


class Command(BaseCommand):
    """Works while the site is in use; what it holds is of one moment."""

    help = "Write the database and every private file into a new folder."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, metavar="TARGET")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = backups.make(options["target"])
        except backups.BackupError as error:
            raise CommandError(str(error), returncode=2) from error
        gone = f", {made.n_gone} erased meanwhile" if made.n_gone else ""
        self.stdout.write(
            f"{options['target']}: database and {made.n_files} files, "
            f"{made.size / 1e6:.1f} MB{gone}."
        )
