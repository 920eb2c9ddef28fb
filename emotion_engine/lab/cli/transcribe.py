"""``transcribe --data FOLDER --out FILE``: a manifest with the texts that are heard."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from emotion_engine.config import EngineConfig


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``transcribe`` to the command line."""
    about = "write a manifest with what the recogniser hears, as far as it is sure"
    parser = commands.add_parser("transcribe", help=about, description=about)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="for manifest.csv"
    )
    parser.add_argument("--min-log-likelihood", type=float, metavar="X")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, config: EngineConfig) -> str:
    """Hear the takes, write those that are sure, say how many they are."""
    from emotion_engine.errors import CorpusError
    from emotion_engine.lab.corpora import MANIFEST, load_corpus, write_manifest
    from emotion_engine.lab.training import transcription

    corpus = load_corpus(options.data)
    least = options.min_log_likelihood
    if least is None:
        least = transcription.MIN_LOG_LIKELIHOOD
    found = transcription.transcribe(corpus, config, min_log_likelihood=least)
    kept = transcription.reliable_takes(corpus, found)
    if not len(kept):
        raise CorpusError(f"Nothing in {options.data} was heard surely enough.")
    write_manifest(kept, options.out / MANIFEST)
    lines = [f"{len(kept)} of {len(corpus)} takes: {options.out / MANIFEST}"]
    for name, some in (
        ("kept", [t for t in found if t.reliable]),
        ("left out", [t for t in found if not t.reliable]),
    ):
        if not math.isnan(errors := transcription.word_errors(some)):
            lines.append(f"word errors, {name}: {100 * errors:.1f} %")
    return "\n".join(lines)
