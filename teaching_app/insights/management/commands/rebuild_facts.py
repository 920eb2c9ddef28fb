"""Rebuild the facts of all takes, after a change of their format."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from teaching_app.insights.services import take_facts
from teaching_app.practice.models import Analysis


class Command(BaseCommand):
    """Works in batches, one transaction each; can be interrupted and repeated."""

    help = "Make the facts that reports are read from again, from the stored results."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--missing", action="store_true", help="only where there are none yet"
        )
        parser.add_argument("--batch", type=int, default=take_facts.AT_ONCE)

    def handle(self, *args: Any, **options: Any) -> None:
        takes = Analysis.objects.filter(state=Analysis.State.DONE, judges_again=None)
        if options["missing"]:
            takes = takes.filter(fact=None)
        n_takes, n_done = takes.count(), 0
        for n_done in take_facts.rebuild(takes, at_once=options["batch"]):
            self.stdout.write(f"{n_done} of {n_takes} takes")
        self.stdout.write(self.style.SUCCESS(f"Facts of {n_done} takes are made."))
