"""Cut a corpus of read passages at their sentences: a folder of takes, with times."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile

from emotion_engine.alignment.aligner import Aligner
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import SAMPLE_RATE, AudioLimits, EngineConfig
from emotion_engine.errors import CorpusError, EngineError
from emotion_engine.files import write_atomically
from emotion_engine.lab.tasks import FOLDER, LIMIT, OUT, Task, option
from emotion_engine.models import models_of

from .loading import refuse_unknown
from .manifest import MANIFEST, load_corpus, write_manifest
from .passages import Sentence, clauses_of, cut, find_sentences, sentences_of
from .takes import Corpus, Utterance, some_of

TIMES = "times.csv"
HEADER = ("path", "source", "sentence", "start_s", "end_s")
LONGEST_S = 180.0  # of a passage, which is longer than any take of the product
PROGRESS_EVERY = 20
LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of one reader: what it was cut from, and the new take."""

    source: Utterance
    sentence: Sentence
    take: Utterance


def cut_sentences(
    corpus: Corpus, out: Path, config: EngineConfig, *, with_clauses: bool = False
) -> list[Piece]:
    """Write every sentence whose place is certain as FLAC, a manifest and the times.

    ``times.csv`` has a row for each take: its path, the path of the recording it was
    cut from, the number of the sentence in its text, from 0, and its start and end in
    the recording. All other fields of a take are those of the recording. With clauses
    each clause of a sentence that has several becomes a take of its own as well.

    Raises
    ------
    CorpusError
        A recording has no text, or no sentence of any could be placed.
    """
    refuse_unknown(corpus, ("text",))
    out.mkdir(parents=True, exist_ok=True)
    pieces: list[Piece] = []
    for number, utterance in enumerate(corpus.utterances, start=1):
        pieces += cut_one(utterance, out, models_of(config).aligner, with_clauses)
        if number % PROGRESS_EVERY == 0:
            LOGGER.info("%d of %d recordings", number, len(corpus))
    if not pieces:
        raise CorpusError(f"No sentence of {corpus.folder} could be placed surely.")
    takes = tuple(piece.take for piece in pieces)
    write_manifest(replace(corpus, utterances=takes), out / MANIFEST)
    write_times(pieces, corpus.folder, out / TIMES)
    return pieces


def cut_one(
    utterance: Utterance, out: Path, aligner: Aligner, with_clauses: bool
) -> Iterator[Piece]:
    """Write the sentences of one recording."""
    limits = AudioLimits(max_duration_s=LONGEST_S)
    try:
        waveform = load_audio(utterance.path, limits).waveform
        found = find_sentences(
            waveform, utterance.text, aligner, with_clauses=with_clauses
        )
    except EngineError as error:
        LOGGER.warning("%s left out: %s", utterance.path.name, error)
        return
    for sentence in found:
        path = out / f"{utterance.path.stem}-{sentence.number}.flac"
        write_take(cut(waveform, sentence.span), path)
        take = replace(
            utterance,
            path=path,
            text=sentence.text,
            duration_s=round(sentence.span.duration_s, 3),
        )
        yield Piece(utterance, sentence, take)


def write_take(waveform: np.ndarray, path: Path) -> None:
    """Write a take as FLAC of 16 bits."""
    soundfile.write(path, waveform, SAMPLE_RATE, subtype="PCM_16")


def write_times(pieces: list[Piece], folder: Path, path: Path) -> None:
    """Write where in its recording each take lies."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for piece in pieces:
        span = piece.sentence.span
        writer.writerow(
            (
                piece.take.path.name,
                piece.source.path.relative_to(folder).as_posix(),
                piece.sentence.number,
                f"{span.start_s:.3f}",
                f"{span.end_s:.3f}",
            )
        )
    write_atomically(path, text.getvalue())


def run(
    folder: Path,
    out: Path,
    config: EngineConfig,
    *,
    first_language: str | None,
    with_clauses: bool,
    limit: int | None,
) -> str:
    """Cut the readers of one first language, or all; say how many were certain."""
    corpus = load_corpus(folder)
    own = [u for u in corpus.utterances if first_language in (None, u.first_language)]
    if not own:
        raise CorpusError(f"{folder} has nobody whose language is {first_language}.")
    corpus = replace(corpus, utterances=tuple(some_of(own, limit)))
    pieces = cut_sentences(corpus, out, config, with_clauses=with_clauses)
    parts = "sentences and clauses" if with_clauses else "sentences"
    n_parts = sum(n_parts_of(u.text, with_clauses) for u in corpus.utterances)
    n_speakers = len({piece.take.speaker for piece in pieces})
    return (
        f"{len(pieces)} of {n_parts} {parts} of {n_speakers} of "
        f"{len(set(corpus.speakers))} speakers: {out / MANIFEST}"
    )


def n_parts_of(text: str, with_clauses: bool) -> int:
    """Count the sentences of a passage, with the clauses of those that have several."""
    sentences = sentences_of(text)
    counts = [len(clauses_of(sentence)) for sentence in sentences]
    return len(sentences) + (sum(n for n in counts if n > 1) if with_clauses else 0)


TASK = Task(
    run,
    (
        FOLDER,
        OUT,
        option(
            "--first-language",
            metavar="LANGUAGE",
            help="only readers whose first language this is, such as english",
        ),
        option(
            "--clauses",
            dest="with_clauses",
            action="store_true",
            help="cut sentences at their commas as well",
        ),
        LIMIT,
    ),
    str,
)
