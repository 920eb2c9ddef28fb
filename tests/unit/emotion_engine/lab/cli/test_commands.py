"""The commands and their options stay; listing them imports nothing heavy."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from emotion_engine.lab.cli.commands import COMMANDS, Command, Group
from emotion_engine.lab.cli.parser import CommandParser, parser
from emotion_engine.lab.tasks import Task
from emotion_engine.weights.shipped import assets_folder

GOLDEN = Path(__file__).parents[4] / "fixtures" / "command_line.txt"


def lines_of(parser: CommandParser, names: str = "") -> Iterator[str]:
    """Write every option of every command as one line, in the order of the help."""
    parser.complete()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from lines_of(below, f"{names} {name}".strip())
        elif action.dest != "help":
            yield f"{names} {option_line(action)}".strip()


def option_line(action: argparse.Action) -> str:
    """Say how an option is read: what it is followed by, and what it is otherwise."""
    takes = "|".join(action.choices or ()) or action.metavar or action.dest.upper()
    kind = "" if action.type is None else f" {action.type.__name__}"
    following = "" if action.nargs == 0 else f" {takes}{action.nargs or ''}{kind}"
    default = str(action.default).replace(str(assets_folder("")), "assets")
    otherwise = "required" if action.required else f"else {default}"
    return f"{action.option_strings[0]}{following}, {otherwise}"


def entries(commands: Mapping[str, Command | Group] = COMMANDS) -> Iterator[Command]:
    for one in commands.values():
        yield from entries(one.commands) if isinstance(one, Group) else [one]


def test_every_command_keeps_its_options() -> None:
    assert list(lines_of(parser())) == GOLDEN.read_text().splitlines()


@pytest.mark.parametrize("command", list(entries()), ids=lambda command: command.module)
def test_every_command_listed_is_declared_where_it_says(command: Command) -> None:
    assert isinstance(command.task(), Task)


@pytest.mark.parametrize("arguments", [[], ["evaluate"], ["train"]])
def test_listing_the_commands_imports_none_of_them(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from emotion_engine.lab.cli.parser import parser\n"
        f"try: parser().parse_args([*{arguments}, '--help'])\n"
        "except SystemExit: print('LOADED', *sys.modules)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    loaded = finished.stdout.partition("LOADED")[2].split()
    assert not {"torch", "sklearn", "scipy", "av"} & set(loaded)
    assert "emotion_engine.lab.evaluation" not in loaded
