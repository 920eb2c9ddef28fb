"""Write a folder of takes with moved prominence, and where it was moved to."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.files import write_atomically
from emotion_engine.lab.corpora import (
    MANIFEST,
    Corpus,
    Utterance,
    load_corpus,
    write_manifest,
)
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.lab.tasks import FOLDER, LIMIT, OUT, SEED, Task, option
from emotion_engine.models import models_of

from .moved_prominence import TREATMENTS, Moved, move
from .stress_words import HEADER, MARKS

LOGGER = logging.getLogger(__name__)
Row = tuple[str, int, str, int]


def write_moved(
    corpus: Corpus,
    treatment: str,
    out: Path,
    config: EngineConfig,
    *,
    limit: int | None = None,
    seed: int = 0,
) -> tuple[int, int]:
    """Write moved takes as FLAC, their manifest and ``stress.csv``.

    Parameters
    ----------
    treatment : str
        One of ``moved_prominence.TREATMENTS``.
    limit : int, optional
        Number of takes, spread over the corpus.

    Returns
    -------
    int, int
        How many takes, and how many marked words.

    Raises
    ------
    CorpusError
        No take has a word that can be graded.
    """
    takes: list[Utterance] = []
    rows: list[Row] = []
    for number, utterance in enumerate(some_of(corpus.utterances, limit)):
        moved = moved_take(utterance, treatment, config, seed=(number, seed))
        if moved is None or not moved.stressed:
            continue
        name = f"{number:05d}.flac"
        out.mkdir(parents=True, exist_ok=True)
        soundfile.write(out / name, moved.waveform, SAMPLE_RATE)
        takes.append(replace(utterance, path=out / name))
        words = plan_phrase(utterance.text).words
        rows += [
            (name, index, words[index].text, syllable)
            for index, syllable in moved.stressed.items()
        ]
    if not takes:
        raise CorpusError(f"{corpus.folder} has no word whose stress could be moved.")
    write_manifest(replace(corpus, utterances=tuple(takes)), out / MANIFEST)
    write_marks(rows, out / MARKS)
    return len(takes), len(rows)


def moved_take(
    utterance: Utterance, treatment: str, config: EngineConfig, *, seed: Sequence[int]
) -> Moved | None:
    """Move the prominence of one take; ``None`` where it cannot be aligned."""
    waveform = load_audio(utterance.path, config.limits).waveform
    try:
        alignment = align(
            waveform, plan_phrase(utterance.text), models_of(config).aligner
        )
    except AlignmentError as error:
        LOGGER.warning("%s left out: %s", utterance.path.name, error)
        return None
    return move(waveform, alignment, treatment, np.random.default_rng(seed))


def write_marks(rows: Sequence[Row], path: Path) -> None:
    """Write ``stress.csv``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    write_atomically(path, text.getvalue())


def run(
    folder: Path, how: str, out: Path, config: EngineConfig, *, limit: int, seed: int
) -> str:
    """Write the folder and summarise its contents."""
    n_takes, n_words = write_moved(
        load_corpus(folder, needs=("text",)), how, out, config, limit=limit, seed=seed
    )
    return f"{n_takes} takes, {n_words} marked words: {out}"


TASK = Task(
    run,
    (
        FOLDER,
        option("--how", choices=TREATMENTS, required=True),
        OUT,
        LIMIT,
        SEED,
    ),
    str,
)
