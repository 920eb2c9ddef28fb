"""Print how often teachers overrule the engine."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from teaching_app.schools.selectors import overruled


class Command(BaseCommand):
    """``manage.py overruled``: a quality check of the engine, over all classes."""

    help = "Show how often teachers overrule which finding, with 95 % intervals."

    def handle(self, *args: Any, **options: Any) -> None:
        lines = overruled.by_finding()
        if not lines:
            self.stdout.write("Nobody has judged anything yet.")
            return
        for line in [*lines, overruled.overall(lines, "all together")]:
            self.stdout.write(_row(line))


def _row(line: overruled.OverruledLine) -> str:
    counts = f"{line.n_overruled} of {line.n_judged}"
    share = (
        f"{line.percent} % ({line.low_percent} to {line.high_percent} %)"
        if line.n_judged
        else "-"
    )
    return f"{line.topic:<44} {counts:>12}  {share:<22} {line.n_in_bulk} in one go"
