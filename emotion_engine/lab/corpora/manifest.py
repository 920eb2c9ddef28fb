"""The project's own format: a folder with ``manifest.csv``, read and written."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from emotion_engine.errors import CorpusError
from emotion_engine.files import write_atomically

from .decodable import only_decodable
from .takes import Corpus, Utterance
from .texts import only_plannable

MANIFEST = "manifest.csv"
ALWAYS_NEEDED = ("path", "speaker")
OPTIONAL = ("sex", "text", "emotion", "intensity", "fold", "part", "age")
OPTIONAL += ("first_language",)
VOTES = "votes_"  # column prefix: how many listeners heard the style named behind it


def load_corpus(folder: Path, *, needs: Sequence[str] = ()) -> Corpus:
    """Read a manifest and check that all it names is there.

    Parameters
    ----------
    folder : Path
        Holds ``manifest.csv``; its ``path`` column is relative to the folder.
    needs : sequence of str
        Columns that must be there and filled, besides ``path`` and ``speaker``.

    Raises
    ------
    CorpusError
        The folder, the manifest, a column, a value or a recording is missing, or none
        can be decoded; single ones that cannot are left out, and where texts are
        needed so are takes whose text is no phrase.
    """
    rows = read_manifest(folder, (*ALWAYS_NEEDED, *needs))
    utterances = tuple(to_utterance(folder, row) for row in rows)
    for utterance in utterances:
        if not utterance.path.is_file():
            raise CorpusError(f"{folder / MANIFEST} names {utterance.path}: not there.")
    corpus = only_decodable(Corpus(folder, utterances))
    return only_plannable(corpus) if "text" in needs else corpus


def read_manifest(folder: Path, needs: Sequence[str]) -> list[dict[str, str]]:
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


def write_manifest(corpus: Corpus, path: Path) -> None:
    """Write a corpus as a manifest; paths are relative to the manifest's folder."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    voted = sorted({style for u in corpus.utterances for style in u.votes or ()})
    votes = [f"{VOTES}{style}" for style in voted]
    writer.writerow((*ALWAYS_NEEDED, *OPTIONAL, *votes))
    for utterance in corpus.utterances:
        where = os.path.relpath(utterance.path.resolve(), path.parent.resolve())
        known = (getattr(utterance, name) or "" for name in OPTIONAL)
        heard = ((utterance.votes or {}).get(style, "") for style in voted)
        writer.writerow((Path(where).as_posix(), utterance.speaker, *known, *heard))
    write_atomically(path, text.getvalue())
