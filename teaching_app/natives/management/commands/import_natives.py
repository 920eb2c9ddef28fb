"""Import natives' recordings from a folder with a manifest."""

from __future__ import annotations

import getpass
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

import emotion_engine as engine
from teaching_app.natives.services import imports
from teaching_app.natives.services.imported_phrases import Phrases
from teaching_app.practice.models import Phrase


class Command(BaseCommand):
    """Can be interrupted and repeated: what is there already is not measured again.

    Takes must be natives', and may be used under the licence named. Files that cannot be
    used are named, and do not end the import.
    """

    help = (
        "Import natives' recordings from a folder with manifest.csv (path, speaker, "
        "text; sex, emotion, first_language and votes_STYLE if known). For corpora in "
        "their owners' layout, write one with `python -m emotion_engine manifest`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say whose recordings they are, and for which phrases."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--source", required=True, help="as learners read it")
        parser.add_argument("--licence", required=True, help='such as "CC BY 4.0"')
        parser.add_argument("--accent", required=True, help='such as "American"')
        parser.add_argument("--limit", type=int, help="only so many takes")
        parser.add_argument(
            "--add-phrases",
            action="store_true",
            help="offer sentences that are not in the library yet",
        )
        levels, focuses = Phrase.Level.values, Phrase.Focus.values
        parser.add_argument("--level", choices=levels, default="B1", help="of these")
        parser.add_argument("--focus", choices=focuses, default="rhythm")
        parser.add_argument(
            "--by", default=getpass.getuser(), help="who vouches, for the log"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and count what became of the files."""
        folder: Path = options["folder"]
        try:
            takes = engine.read_manifest(folder, needs=("text",))[: options["limit"]]
        except engine.CorpusError as error:
            raise CommandError(str(error)) from error
        phrases = Phrases(
            level=options["level"] if options["add_phrases"] else "",
            focus=options["focus"],
        )
        terms = imports.Terms(
            corpus=folder.resolve().name,
            **{name: options[name] for name in ("source", "licence", "accent", "by")},
        )
        became: Counter[str] = Counter()
        with tqdm(
            total=len(takes), unit="take", disable=not sys.stderr.isatty()
        ) as bar:
            for result in imports.Import(terms, phrases).run(takes):
                became[result.became] += 1
                bar.update()
                if result.why:
                    named = f"{result.path.name}: {result.became}: {result.why}"
                    bar.write(named, file=sys.stderr)
        self._tell(became, len(phrases.added))

    def _tell(self, became: Counter[str], n_phrases: int) -> None:
        n_new = became[imports.IMPORTED] + became[imports.DOUBTFUL]
        self.stdout.write(
            f"{n_new} recordings imported ({became[imports.DOUBTFUL]} of them unlike "
            f"other natives, or not quite the phrase), {became[imports.KNOWN]} were "
            f"there, {became[imports.LEFT_OUT]} left out; {n_phrases} new phrases."
        )
        self.stdout.write("A worker makes their profiles.")
