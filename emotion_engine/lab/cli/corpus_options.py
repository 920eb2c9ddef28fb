"""What commands on corpora with emotions share: which layout, labels and part."""

from __future__ import annotations

import argparse
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emotion_engine.lab.corpora import Corpus

logger = logging.getLogger(__name__)


def add_corpus_options(parser: argparse.ArgumentParser) -> None:
    """Let the layout be named, and takes be chosen by label and part."""
    from emotion_engine.lab.corpora import LAYOUTS, SCHEMES

    add_layout(parser, LAYOUTS)
    parser.add_argument(
        "--labels",
        choices=SCHEMES,
        default="all",
        help="four: neutral, happy, sad, angry; four-merged: excited counts as happy",
    )
    parser.add_argument(
        "--part", help="only this part: improvised or scripted of IEMOCAP, dev of MELD"
    )


def add_layout(parser: argparse.ArgumentParser, layouts: tuple[str, ...]) -> None:
    """Let the layout be named where it is not to be recognised."""
    parser.add_argument(
        "--layout", choices=layouts, help="of the folder; recognised if not given"
    )


def corpus_with_emotions(options: argparse.Namespace) -> Corpus:
    """Read ``--data`` in any known layout; say on stderr what is left out of it."""
    return corpus_of(options, needs=("emotion",))


def corpus_of(options: argparse.Namespace, needs: tuple[str, ...] = ()) -> Corpus:
    """Read ``--data`` of which only what is needed must be known of every take."""
    from emotion_engine.lab.corpora import SCHEMES, load_any

    corpus = load_any(
        options.data,
        layout=options.layout,
        labels=SCHEMES[options.labels],
        part=options.part,
        needs=needs,
    )
    for note in corpus.notes:
        logger.info("%s: %s", corpus.name, note)
    return corpus
