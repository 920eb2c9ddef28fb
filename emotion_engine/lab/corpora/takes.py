"""A corpus as the engine sees it, whatever its layout: takes with their speakers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.manifest import Utterance as Utterance


@dataclass(frozen=True, slots=True)
class Corpus:
    """The takes of one folder, in the order of its manifest or of its file names.

    ``notes`` explains in sentences what was left out and what to be aware of.
    """

    folder: Path
    utterances: tuple[Utterance, ...]
    source: str | None = None
    licence: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def paths(self) -> list[Path]:
        """The paths of the takes."""
        return [utterance.path for utterance in self.utterances]

    @property
    def speakers(self) -> list[str]:
        """The speaker of each take."""
        return [utterance.speaker for utterance in self.utterances]

    @property
    def emotions(self) -> list[str]:
        """The style each take was performed in."""
        return [utterance.emotion for utterance in self.utterances]

    def __len__(self) -> int:
        return len(self.utterances)


def some_of(utterances: Sequence[Utterance], limit: int | None) -> list[Utterance]:
    """Pick takes at equal distances, up to a limit if there is one."""
    if limit is None or limit >= len(utterances):
        return list(utterances)
    places = np.linspace(0, len(utterances) - 1, limit).round().astype(int)
    return [utterances[i] for i in places]


def content_marks(corpus: Corpus) -> np.ndarray:
    """Return the first 32 bits of each file's SHA-256, shape (n_takes,), uint32."""
    digests = [hashlib.sha256(path.read_bytes()).digest()[:4] for path in corpus.paths]
    return np.array([int.from_bytes(digest) for digest in digests], dtype=np.uint32)
