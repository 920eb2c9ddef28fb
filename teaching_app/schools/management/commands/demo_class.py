"""Make the demo teacher's class, or remove it with everything in it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from teaching_app.schools.services import demo


class Command(BaseCommand):
    """The worker synthesises the takes; does nothing while the class exists."""

    help = "Give the demo teacher a class of twelve, made by machine; or remove it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options: only in a new installation, or removal."""
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--if-new",
            action="store_true",
            help="only where there is no account, take or school yet",
        )
        how.add_argument(
            "--remove",
            action="store_true",
            help="delete the class, its learners and their takes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_new"] and not demo.is_new():
            return
        accounts = get_user_model().objects
        teacher = accounts.filter(username=demo.TEACHER).first()
        if options["remove"]:
            n_gone = demo.remove(teacher=teacher)
            self.stdout.write(f"Removed: {n_gone} learners made by machine.")
        elif teacher is None:
            raise CommandError(
                f"There is no account {demo.TEACHER}: run manage.py install_content."
            )
        elif demo.install(teacher=teacher):
            self.stdout.write("The worker makes the takes of the demo class.")
        else:
            self.stdout.write("The demo class is there already.")
