"""The project's own format of recordings: rows of ``manifest.csv`` in their folder."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import CorpusError

MANIFEST = "manifest.csv"
ALWAYS_NEEDED = ("path", "speaker")
OPTIONAL = ("sex", "text", "emotion", "intensity", "fold", "part", "age")
OPTIONAL += ("first_language",)
VOTES = "votes_"  # column prefix: how many listeners heard the style named behind it


@dataclass(frozen=True, slots=True)
class Utterance:
    """One take of a corpus; what the corpus does not provide is ``None``.

    ``fold`` holds speakers apart; ``part`` is any other division of the owner, such as
    improvised and scripted, and may share speakers. ``votes`` counts by style how many
    listeners heard it in the voice: what came across, where ``emotion`` is what was meant.
    """

    path: Path
    speaker: str
    sex: str | None = None
    text: str | None = None
    emotion: str | None = None
    intensity: str | None = None
    fold: str | None = None
    part: str | None = None
    age: str | None = None
    first_language: str | None = None
    votes: Mapping[str, int] | None = None
    duration_s: float | None = None


def read_manifest(folder: Path, *, needs: Sequence[str] = ()) -> tuple[Utterance, ...]:
    """Read a manifest; whether its recordings are there is not looked at.

    Parameters
    ----------
    folder : Path
        Holds ``manifest.csv``; its ``path`` column is relative to the folder.
    needs : sequence of str
        Columns that must be there and filled, besides ``path`` and ``speaker``.

    Raises
    ------
    CorpusError
        The folder, the manifest, a column or a value is missing.
    """
    return tuple(
        to_utterance(folder, row) for row in read_rows(folder, (*ALWAYS_NEEDED, *needs))
    )


def read_rows(folder: Path, needs: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a manifest whose needed columns are all filled."""
    path = folder / MANIFEST
    if not path.is_file():
        what = "has no manifest.csv" if folder.is_dir() else "is no folder"
        raise CorpusError(f"{folder} {what}.")
    with path.open(newline="", encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        columns = reader.fieldnames or ()
        if absent := [name for name in needs if name not in columns]:
            raise CorpusError(f"{path} has no column {', '.join(absent)}.")
        rows = list(reader)
    if not rows:
        raise CorpusError(f"{path} lists no recordings.")
    for number, row in enumerate(rows, start=2):
        if empty := [name for name in needs if not row[name]]:
            raise CorpusError(f"{path}, line {number}: {', '.join(empty)} is empty.")
    return rows


def to_utterance(folder: Path, row: dict[str, str]) -> Utterance:
    """Turn one row into an utterance."""
    known = {name: row.get(name) or None for name in OPTIONAL}
    lasts = row.get("duration_s")
    return Utterance(
        path=folder / row["path"],
        speaker=row["speaker"],
        duration_s=float(lasts) if lasts else None,
        votes=votes_of(row),
        **known,
    )


def votes_of(row: Mapping[str, str]) -> dict[str, int] | None:
    """Return the listeners' votes by style; ``None`` where nobody was asked."""
    votes = {
        name.removeprefix(VOTES): int(count or 0)
        for name, count in row.items()
        if name.startswith(VOTES)
    }
    return votes if any(votes.values()) else None


def as_written(text: str) -> str:
    """Write a transcript as a phrase of the product is written.

    >>> as_written("WHAT DO I KNOW"), as_written("Is it?")
    ('What do I know.', 'Is it?')
    """
    if text.isupper() or text.islower():
        text = re.sub(r"\bi\b", "I", text.capitalize())
    return text if text[-1:] in tuple(".?!") else f"{text}."
