"""Transcribe recordings without a text with the product's own recogniser.

Uncertain or non-English transcripts are left out: a wrong text would teach wrong
alignments.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError, TextError
from emotion_engine.lab.corpora import (
    MANIFEST,
    Corpus,
    Utterance,
    load_corpus,
    write_manifest,
)
from emotion_engine.lab.tasks import FOLDER, Task, option
from emotion_engine.models import models_of
from emotion_engine.phrase_check.hearing import Hearing, Recognizer
from emotion_engine.phrase_check.words import edit_distance, readings

# On LibriSpeech, whose texts are known, transcripts likelier than this have about half
# the word errors of the others; see docs/experiments/stress.md.
MIN_LOG_LIKELIHOOD = -0.3
MIN_ENGLISH = 0.5
PROGRESS_EVERY = 50
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The transcript of one take.

    ``log_likelihood`` is natural, the mean over the tokens; ``reliable`` says whether
    the take should be trained on with this text.
    """

    utterance: Utterance
    text: str
    log_likelihood: float
    reliable: bool


def transcribe(
    corpus: Corpus,
    config: EngineConfig,
    *,
    min_log_likelihood: float = MIN_LOG_LIKELIHOOD,
) -> list[Transcript]:
    """Transcribe every take."""
    recognizer = models_of(config).recognizer
    found = []
    for number, utterance in enumerate(corpus.utterances, start=1):
        heard = heard_in(utterance, recognizer, config)
        likelihood = float(np.mean(heard.heard_log_likelihoods))
        reliable = (
            likelihood >= min_log_likelihood
            and heard.english_probability >= MIN_ENGLISH
            and can_be_planned(heard.heard)
        )
        found.append(Transcript(utterance, heard.heard, likelihood, reliable))
        if number % PROGRESS_EVERY == 0:
            logger.info("%d of %d takes heard", number, len(corpus))
    return found


def heard_in(
    utterance: Utterance, recognizer: Recognizer, config: EngineConfig
) -> Hearing:
    """Decode one take without a guess."""
    waveform = load_audio(utterance.path, config.limits).waveform
    encoding = recognizer.whisper.encode([at_working_level(waveform)])
    return recognizer.hear(encoding, [[]])[0]


def can_be_planned(text: str) -> bool:
    """Whether the aligner can handle this text."""
    try:
        return bool(plan_phrase(text).words)
    except TextError:
        return False


def reliable_takes(corpus: Corpus, transcripts: Sequence[Transcript]) -> Corpus:
    """Keep the takes with a reliable transcript, as their text."""
    kept = (replace(t.utterance, text=t.text) for t in transcripts if t.reliable)
    return replace(corpus, utterances=tuple(kept))


def word_errors(transcripts: Sequence[Transcript]) -> float:
    """Word error rate where the texts are known; NaN where they are not."""
    known = [t for t in transcripts if t.utterance.text]
    if not known:
        return float("nan")
    asked = [readings(t.utterance.text)[0] for t in known]
    heard = [readings(t.text)[0] for t in known]
    wrong = sum(edit_distance(a, h) for a, h in zip(asked, heard, strict=True))
    return wrong / sum(map(len, asked))


def run(
    folder: Path, out: Path, config: EngineConfig, *, min_log_likelihood: float | None
) -> str:
    """Transcribe the takes, write the reliable ones, and report their number."""
    corpus, least = load_corpus(folder), min_log_likelihood
    if least is None:
        least = MIN_LOG_LIKELIHOOD
    found = transcribe(corpus, config, min_log_likelihood=least)
    kept = reliable_takes(corpus, found)
    if not len(kept):
        raise CorpusError(f"Nothing in {folder} was heard surely enough.")
    write_manifest(kept, out / MANIFEST)
    lines = [f"{len(kept)} of {len(corpus)} takes: {out / MANIFEST}"]
    for name, some in (
        ("kept", [t for t in found if t.reliable]),
        ("left out", [t for t in found if not t.reliable]),
    ):
        if not math.isnan(errors := word_errors(some)):
            lines.append(f"word errors, {name}: {100 * errors:.1f} %")
    return "\n".join(lines)


TASK = Task(
    run,
    (
        FOLDER,
        option(
            "--out", type=Path, required=True, metavar="FOLDER", help="for manifest.csv"
        ),
        option("--min-log-likelihood", type=float, metavar="X"),
    ),
    str,
)
