"""Write a corpus in its owner's layout as a manifest."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from emotion_engine.config import EngineConfig
from emotion_engine.lab.tasks import FOLDER, Task, option

from .chosen import CHOICE, Choice, load_chosen
from .manifest import MANIFEST, write_manifest


def convert(
    folder: Path, out: Path, config: EngineConfig, **choice: Unpack[Choice]
) -> str:
    """Read the corpus, write its manifest, and summarise its contents."""
    corpus = load_chosen(folder, **choice)
    path = out / MANIFEST if out.is_dir() else out
    write_manifest(corpus, path)
    n_speakers, n_emotions = len(set(corpus.speakers)), len(set(corpus.emotions))
    return (
        f"{len(corpus)} takes of {n_speakers} speakers in {n_emotions} emotions: {path}"
    )


TASK = Task(
    convert,
    (
        FOLDER,
        option(
            "--out",
            type=Path,
            required=True,
            metavar="FILE",
            help="a file, or a folder that is to hold manifest.csv",
        ),
        *CHOICE,
    ),
    str,
)
