"""How often each style was recognised; for operators of an installation."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from teaching_app.practice.access import FEWEST_LEARNERS
from teaching_app.practice.selectors.style_answers import style_answers


class Command(BaseCommand):
    """Prints counts over all learners, never of one person."""

    help = "Show what takes sounded like beside what was chosen, over all learners."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="how far back")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EXPRESSION_ENABLED:
            raise CommandError("There is nothing to count in this installation.")
        since = timezone.now() - timedelta(days=options["days"])
        answers = style_answers(since)
        if answers is None:
            raise CommandError(
                f"Fewer than {FEWEST_LEARNERS} learners in {options['days']} days: "
                "counts would tell about single people."
            )
        self.stdout.write(f"{'style':12}{'answered':>10}{'chosen':>10}")
        for style in sorted({*answers.named, *answers.chosen}):
            named, chosen = answers.named.get(style, 0), answers.chosen.get(style, 0)
            self.stdout.write(f"{style:12}{named:>10}{chosen:>10}")
        self.stdout.write(f"{'not clear':12}{answers.n_unclear:>10}")
        if prevailing := answers.prevailing:
            self.stdout.write(
                f'"{prevailing}" comes out far more often than it is chosen.'
            )
