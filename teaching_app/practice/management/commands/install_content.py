"""Install phrases, native profiles and demo accounts; idempotent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from teaching_app.practice.services import content, listening


class Command(BaseCommand):
    """Prints what is new, and the passwords of accounts just created."""

    help = "Install phrases, native profiles, a demo learner and a demo teacher."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which native profiles may be used."""
        parser.add_argument(
            "--licence",
            choices=("full", "open"),
            default=settings.ENGINE.weights_licence,
            help="open: no profile of recordings that forbid commercial use; "
            "default: WEIGHTS_LICENCE",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Install what is missing."""
        n_phrases = content.install_phrases()
        n_profiles = content.install_profiles(options["licence"])
        if n_phrases or n_profiles:
            self.stdout.write(f"New: {n_phrases} phrases, {n_profiles} profiles.")
        if n_questions := listening.install():
            self.stdout.write(f"New: {n_questions} questions of listening games.")
        made = content.install_accounts()
        for account in made:
            self.stdout.write(
                f"Account {account.username}, password {account.password}"
            )
        if made:
            self.stdout.write("Note the passwords: they are not shown again.")
