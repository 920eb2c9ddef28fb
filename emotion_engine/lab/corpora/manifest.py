"""A corpus in the project's own format, ``manifest.csv``: checked and written."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from emotion_engine.errors import CorpusError
from emotion_engine.files import write_atomically
from emotion_engine.manifest import (
    ALWAYS_NEEDED,
    MANIFEST,
    OPTIONAL,
    VOTES,
    read_rows,
    to_utterance,
)

from .decodable import only_decodable
from .takes import Corpus
from .texts import only_plannable


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
    rows = read_rows(folder, (*ALWAYS_NEEDED, *needs))
    utterances = tuple(to_utterance(folder, row) for row in rows)
    for utterance in utterances:
        if not utterance.path.is_file():
            raise CorpusError(f"{folder / MANIFEST} names {utterance.path}: not there.")
    corpus = only_decodable(Corpus(folder, utterances))
    return only_plannable(corpus) if "text" in needs else corpus


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
