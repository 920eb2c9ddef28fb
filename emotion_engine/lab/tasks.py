"""Tasks of the command line: options, function to run and how to show the result.

A module that can be run from the command line declares its ``TASK``; the command line
only lists these modules, and imports the chosen one.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .reports import figures_table

RETRAIN, SHIPPED = "retrain", "shipped"


@dataclass(frozen=True, slots=True)
class Option:
    """An option of the command line, and how ``argparse`` reads it."""

    flag: str
    settings: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The keyword argument that gets the option's value."""
        return self.settings.get("dest") or self.flag.lstrip("-").replace("-", "_")

    def add_to(self, parser: ArgumentParser) -> None:
        """Add this option to a parser."""
        parser.add_argument(self.flag, **self.settings)

    def __iter__(self) -> Iterator[Option]:
        yield self


@dataclass(frozen=True, slots=True)
class OneOf:
    """Options of which exactly one is required."""

    options: tuple[Option, ...]

    def add_to(self, parser: ArgumentParser) -> None:
        """Add these options to a parser, as mutually exclusive."""
        group = parser.add_mutually_exclusive_group(required=True)
        for one in self.options:
            one.add_to(group)

    def __iter__(self) -> Iterator[Option]:
        yield from self.options


def option(flag: str, **settings: Any) -> Option:
    """Declare an option with the settings of ``ArgumentParser.add_argument``."""
    return Option(flag, settings)


FOLDER = option("--data", dest="folder", type=Path, required=True, metavar="FOLDER")
FOLDERS = option(
    "--data", dest="folders", type=Path, required=True, nargs="+", metavar="FOLDER"
)
OUT = option("--out", type=Path, required=True, metavar="FOLDER")
JSON = option("--json", type=Path, metavar="FILE", help="write the figures")
SEED = option("--seed", type=int, default=0)
LIMIT = option("--limit", type=int, metavar="N", help="so many takes")


@dataclass(frozen=True, slots=True)
class Task:
    """Something the command line can run.

    Attributes
    ----------
    run : callable
        Called with every option by name, and the engine's ``config``; returns the
        result.
    options : tuple
        In the order of the help text.
    table : callable
        Formats the result of ``run`` as text.
    """

    run: Callable[..., Any]
    options: tuple[Option | OneOf, ...]
    table: Callable[[Any], str] = figures_table

    def add_to(self, parser: ArgumentParser) -> None:
        """Add the options of this task to a parser."""
        for one in self.options:
            one.add_to(parser)

    def arguments(self, options: Namespace) -> dict[str, Any]:
        """Return the arguments of ``run``, without ``config``."""
        names = [one.name for group in self.options for one in group if one is not JSON]
        return {name: getattr(options, name) for name in names}


def evaluation(
    run: Callable[..., Mapping[str, Any]],
    *options: Option,
    data: Option = FOLDER,
    models: tuple[str, ...] = (),
    table: Callable[[Any], str] = figures_table,
) -> Task:
    """Declare an evaluation; the first of ``models`` is the default."""
    model = [option("--model", choices=models, default=models[0])] if models else []
    return Task(run, (data, JSON, *model, *options), table)


def destination(folder: Path) -> Option:
    """Declare the option to write output elsewhere than to ``folder``."""
    return option("--out", type=Path, default=folder, metavar="FOLDER")
