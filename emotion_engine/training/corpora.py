"""Speech corpora in the project's own format: a folder with ``manifest.csv``."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.errors import CorpusError

MANIFEST = "manifest.csv"
ALWAYS_NEEDED = ("path", "speaker")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One take of a corpus; what the manifest does not say is ``None``."""

    path: Path
    speaker: str
    sex: str | None = None
    text: str | None = None
    emotion: str | None = None
    intensity: str | None = None
    fold: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """The takes of one folder, in the order of its manifest."""

    folder: Path
    utterances: tuple[Utterance, ...]

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def paths(self) -> list[Path]:
        """Where the takes are."""
        return [utterance.path for utterance in self.utterances]

    @property
    def speakers(self) -> list[str]:
        """Who said each take."""
        return [utterance.speaker for utterance in self.utterances]

    @property
    def emotions(self) -> list[str]:
        """The style each take was performed in."""
        return [utterance.emotion for utterance in self.utterances]

    def __len__(self) -> int:
        return len(self.utterances)


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
        The folder, the manifest, a column, a value or a recording is missing.
    """
    rows = read_manifest(folder, (*ALWAYS_NEEDED, *needs))
    utterances = tuple(to_utterance(folder, row) for row in rows)
    for utterance in utterances:
        if not utterance.path.is_file():
            raise CorpusError(f"{folder / MANIFEST} names {utterance.path}: not there.")
    return Corpus(folder, utterances)


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
    optional = ("sex", "text", "emotion", "intensity", "fold")
    known = {name: row.get(name) or None for name in optional}
    return Utterance(path=folder / row["path"], speaker=row["speaker"], **known)


def content_marks(corpus: Corpus) -> np.ndarray:
    """Return the first 32 bits of each file's SHA-256, shape (n_takes,), uint32."""
    digests = [hashlib.sha256(path.read_bytes()).digest()[:4] for path in corpus.paths]
    return np.array([int.from_bytes(digest) for digest in digests], dtype=np.uint32)
