"""The parser of all commands; the options of a command come from its own module."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from .commands import COMMANDS, Command, Group


class CommandParser(argparse.ArgumentParser):
    """A parser that loads the options of its command only when it parses arguments."""

    command: Command | None = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as usual, with the options that the command's task declares."""
        self.complete()
        return super().parse_known_args(args, namespace)

    def complete(self) -> None:
        """Import the task of the command, and add its options."""
        if self.command is not None:
            task = self.command.task()
            task.add_to(self)
            self.set_defaults(run=task)
            self.command = None


def parser() -> CommandParser:
    """Build the parser of all commands."""
    top = CommandParser(
        prog="python -m emotion_engine",
        description="Train, measure and describe, from folders with a manifest.",
    )
    top.add_argument("--quiet", action="store_true", help="no progress on stderr")
    add_commands(top, "command", COMMANDS)
    return top


def add_commands(
    above: CommandParser, dest: str, commands: Mapping[str, Command | Group]
) -> None:
    """Add a parser for each command, and for those of a group below it."""
    parsers = above.add_subparsers(dest=dest, required=True)
    for name, one in commands.items():
        if isinstance(one, Group):
            add_commands(parsers.add_parser(name, help=one.about), "task", one.commands)
        else:
            parser = parsers.add_parser(name, help=one.about, description=one.about)
            parser.command = one
