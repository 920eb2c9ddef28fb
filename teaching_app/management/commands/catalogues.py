"""Bring the catalogues of translations up to date, or compile them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from teaching_app import catalogues


class Command(BaseCommand):
    """``update`` after sentences have changed, then translate; ``compile`` to use it."""

    help = "Update the catalogues of translations from the sources, or compile them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=("update", "compile"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "compile":
            catalogues.compile_all()
            return
        for path in catalogues.files():
            catalog = catalogues.update(path)
            n_left = len(catalogues.untranslated(catalog))
            self.stdout.write(
                f"{path}: {len(catalog)} sentences, {n_left} to translate."
            )
