"""A corpus as the command line names it: layout, labels and part."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from emotion_engine.lab.tasks import option

from .labels import SCHEMES
from .loading import LAYOUTS, load_any
from .takes import Corpus

LOGGER = logging.getLogger(__name__)

CHOICE = (
    option("--layout", choices=LAYOUTS, help="of the folder; recognised if not given"),
    option(
        "--labels",
        choices=SCHEMES,
        default="all",
        help="four: neutral, happy, sad, angry; four-merged: excited counts as happy",
    ),
    option(
        "--part", help="only this part: improvised or scripted of IEMOCAP, dev of MELD"
    ),
)


class Choice(TypedDict):
    """The values of the options in ``CHOICE``."""

    layout: str | None
    labels: str
    part: str | None


def load_chosen(
    folder: Path,
    *,
    layout: str | None = None,
    labels: str = "all",
    part: str | None = None,
    needs: Sequence[str] = ("emotion",),
) -> Corpus:
    """Read a folder in any known layout; log what is left out.

    Raises
    ------
    CorpusError
        As ``load_any``, and where a take lacks something that is needed.
    """
    corpus = load_any(
        folder, layout=layout, labels=SCHEMES[labels], part=part, needs=needs
    )
    for note in corpus.notes:
        LOGGER.info("%s: %s", corpus.name, note)
    return corpus
