"""``manifest --data FOLDER --out FILE``: write a corpus of any layout as a manifest."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_engine.config import EngineConfig

from .corpus_options import add_corpus_options, corpus_with_emotions


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``manifest`` to the command line."""
    about = "write the manifest.csv of a corpus in its owner's layout"
    parser = commands.add_parser("manifest", help=about, description=about)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="a file, or a folder that is to hold manifest.csv",
    )
    add_corpus_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, config: EngineConfig) -> str:
    """Read the corpus, write its manifest, say what it holds."""
    from emotion_engine.lab.corpora import MANIFEST, write_manifest

    corpus = corpus_with_emotions(options)
    path = options.out / MANIFEST if options.out.is_dir() else options.out
    write_manifest(corpus, path)
    n_speakers, n_emotions = len(set(corpus.speakers)), len(set(corpus.emotions))
    return (
        f"{len(corpus)} takes of {n_speakers} speakers in {n_emotions} emotions: {path}"
    )
