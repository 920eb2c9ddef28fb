"""Install phrases, native profiles and demo accounts; idempotent."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from teaching_app.practice.services import content


class Command(BaseCommand):
    """Prints what is new, and the passwords of accounts just created."""

    help = "Install phrases, native profiles, a demo learner and a demo teacher."

    def handle(self, *args: Any, **options: Any) -> None:
        n_phrases = content.install_phrases()
        n_profiles = content.install_profiles()
        if n_phrases or n_profiles:
            self.stdout.write(f"New: {n_phrases} phrases, {n_profiles} profiles.")
        made = content.install_accounts()
        for account in made:
            self.stdout.write(
                f"Account {account.username}, password {account.password}"
            )
        if made:
            self.stdout.write("Note the passwords: they are not shown again.")
