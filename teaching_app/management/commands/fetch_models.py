"""Fetch the model weights into their folder; again: only what is missing."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

import emotion_engine as engine


class Command(BaseCommand):
    """Weights are data with pinned checksums; nothing is fetched at run time."""

    help = "Fetch and verify the model weights, and convert what needs it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from",
            dest="source",
            type=Path,
            metavar="FOLDER",
            help="ask this folder first (default: WEIGHTS_SOURCE_DIR)",
        )
        parser.add_argument(
            "--verify",
            action="store_true",
            help="read what is there already and replace what is damaged",
        )
        parser.add_argument(
            "--voices",
            action="store_true",
            help="also 20 more voices, for training and measuring stress (10 MB)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with Bars() as bars:
            try:
                made = engine.fetch_weights(
                    settings.ENGINE,
                    source_dir=options["source"],
                    verify=options["verify"],
                    voices=options["voices"],
                    on_download=bars.show,
                )
            except engine.CheckpointError as error:
                raise CommandError(str(error), returncode=2) from error
        folder = settings.ENGINE.weights_dir
        self.stdout.write(
            f"New in {folder}: {', '.join(made)}."
            if made
            else f"All weights are in {folder}."
        )


class Bars:
    """One progress bar at a time, for the file that is arriving."""

    def __init__(self) -> None:
        self.name = ""
        self.bar: tqdm | None = None

    def __enter__(self) -> Bars:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        """End the bar of the file before."""
        if self.bar:
            self.bar.close()

    def show(self, name: str, done: int, total: int) -> None:
        """Move the bar of ``name``; another name begins another bar."""
        if name != self.name:
            self.close()
            self.name = name
            self.bar = tqdm(
                desc=name,
                total=total or None,
                unit="B",
                unit_scale=True,
                disable=not sys.stderr.isatty(),
            )
        self.bar.update(done - self.bar.n)
