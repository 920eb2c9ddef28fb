"""Analyse one take from the command line, with the same engine as the page."""

from __future__ import annotations

import json
import os
from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

import emotion_engine as engine
from teaching_app.practice.feedback import rules
from teaching_app.practice.feedback.messages import with_messages
from teaching_app.practice.feedback.table import lines_of
from teaching_app.practice.services.recordings import HEAD_BYTES

BAD_INPUT = 2


class Command(BaseCommand):
    """Analyses a file; a take that cannot be judged is a result, not an error."""

    help = "Analyse one take and print what the feedback page would show."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("take", type=Path, help="the recording, in any format")
        parser.add_argument("--text", required=True, help="the phrase that was asked")
        asked = "the style asked" if settings.EXPRESSION_ENABLED else SUPPRESS
        parser.add_argument("--style", choices=engine.STYLES, help=asked)
        parser.add_argument("--json", type=Path, metavar="FILE", help="write it all")

    def handle(self, *args: Any, **options: Any) -> None:
        report = self._analyse(options["take"], options["text"], options["style"])
        if not settings.EXPRESSION_ENABLED:
            report = report.without_expression()
        if options["json"]:
            _write(options["json"], with_messages(report))
        for line in lines_of(report):
            self.stdout.write(line)

    def _analyse(
        self, take: Path, text: str, style: str | None
    ) -> engine.UtteranceReport:
        if style and not settings.EXPRESSION_ENABLED:
            raise _bad_input("--style cannot be used where EXPRESSION_MODE is off.")
        try:
            engine.plan_phrase(text)
            _refuse_unless_audio(take)
            return engine.analyze_utterance(
                take, text=text, style=style, config=settings.ENGINE
            )
        except engine.AudioError as refusal:
            message = rules.describe_refusal(refusal.code)
            raise _bad_input(f"{take}: {message.title} ({refusal})") from refusal
        except engine.TextError as error:
            raise _bad_input(f"--text: {error}") from error
        except engine.EngineError as error:
            raise CommandError(str(error)) from error


def _refuse_unless_audio(take: Path) -> None:
    """Refuse other files at once, before any model is loaded."""
    if take.is_dir():
        raise _bad_input(f"{take} is a folder: name one recording in it.")
    if not take.is_file():
        raise _bad_input(f"{take}: there is no such file.")
    with take.open("rb") as file:
        head = file.read(HEAD_BYTES)
    engine.refuse_unless_audio(head, take.stat().st_size, settings.ENGINE.limits)


def _write(path: Path, values: dict[str, Any]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n")
        draft.replace(path)
    except OSError as error:
        raise _bad_input(f"--json {path}: {error.strerror}.") from error


def _bad_input(message: str) -> CommandError:
    return CommandError(message, returncode=BAD_INPUT)
