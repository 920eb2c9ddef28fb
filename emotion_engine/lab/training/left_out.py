"""Takes of which single endings or words were cut out, and rows to learn from.

Endings are cut along aligned boundaries, a little wider than they were placed, and as far
as they are heard behind these: what is left of a sound is still heard.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.inflections import EndingKind, stems_of
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import EngineConfig
from emotion_engine.delivery.endings import (
    AskedEnding,
    endings_asked,
    evidence_of,
    frame_posteriors,
)
from emotion_engine.delivery.hiss import Hiss
from emotion_engine.errors import AlignmentError
from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.models import Models, models_of
from emotion_engine.phrase_check.asked import asked_words
from emotion_engine.phrase_check.without import margin_over
from emotion_engine.results import Span

from .audible_ends import hiss_end_s, sound_end_s
from .ratings import SCORES, has_ratings
from .splicing import cut_out

LOGGER = logging.getLogger(__name__)
BEFORE_S, AFTER_S, AFTER_AT_PAUSE_S = 0.01, 0.015, 0.05
MOST_CUT = 2  # endings of one take
FITS = -2.0  # log posterior above which an ending was found where it was aligned
RIGHT_WORD = 9.0  # accuracy from which no expert is likely to miss a sound


@dataclass(frozen=True, slots=True)
class EndingRow:
    """One ending of a take: how well the sound supports it, and whether it is there.

    Attributes
    ----------
    evidence : float array, shape (len(NAMES),)
        See ``delivery.endings.evidence_of``.
    """

    corpus: str
    speaker: str
    kind: EndingKind
    evidence: np.ndarray
    said: bool


def with_endings(corpus: Corpus) -> Corpus:
    """Keep the takes whose text may have an ending."""
    kept = tuple(
        take
        for take in corpus.utterances
        if any(stems_of(word.spoken) for word in plan_phrase(take.text).words)
    )
    return replace(corpus, utterances=kept)


def ending_rows(
    corpus: Corpus, config: EngineConfig, generator: np.random.Generator
) -> Iterator[EndingRow]:
    """Describe the endings of takes as they are, and after some were cut out.

    Of a take that was cut only the endings that were cut are used, if they fitted
    where they were aligned: others are cut in the wrong place. Words that experts rate
    below ``RIGHT_WORD`` are not used.
    """
    models, rated = models_of(config), word_accuracies(corpus.folder)
    for number, take in enumerate(corpus.utterances):
        waveform = load_audio(take.path, config.limits).waveform
        plan = plan_phrase(take.text)
        doubtful = doubtful_words(rated.get(take.path.stem))
        try:
            whole = [
                (asked, evidence)
                for asked, evidence in described(waveform, plan, models)
                if asked.word not in doubtful
            ]
            fitting = [asked for asked, evidence in whole if evidence[0] > FITS]
            cut = drawn(fitting, generator)
            spliced = cut_out(waveform, [span_of(e, waveform) for e in cut])
            rest = list(described(spliced, plan, models)) if cut else []
        except AlignmentError:
            continue
        gone = {asked.word for asked in cut}
        for asked, evidence in whole:
            yield row_of(corpus, take, asked, evidence, said=True)
        for asked, evidence in rest:
            if asked.word in gone:
                yield row_of(corpus, take, asked, evidence, said=False)
        LOGGER.info("%s: %d of %d takes", corpus.name, number + 1, len(corpus))


def row_of(
    corpus: Corpus,
    take: Utterance,
    asked: AskedEnding,
    evidence: np.ndarray,
    *,
    said: bool,
) -> EndingRow:
    """Build the row of one ending."""
    kind = asked.inflection.kind
    return EndingRow(corpus.name, take.speaker, kind, evidence, said)


def drawn(
    endings: Sequence[AskedEnding], generator: np.random.Generator
) -> list[AskedEnding]:
    """Draw the endings to be cut out of a take."""
    order = generator.permutation(len(endings))[:MOST_CUT]
    return [endings[i] for i in order]


def described(
    waveform: np.ndarray, plan: PhrasePlan, models: Models
) -> Iterator[tuple[AskedEnding, np.ndarray]]:
    """Yield the endings of a take with their evidence.

    Raises
    ------
    AlignmentError
        The phrase was not found in it.
    """
    asked = endings_asked(plan, align(waveform, plan, models.aligner))
    if not asked:
        return
    encoding = models.whisper.encode([at_working_level(waveform)])
    logs = frame_posteriors(encoding, models.delivery.raters.describer.natives)
    hiss, rate_hz = Hiss.of(waveform), encoding.frame_rate_hz
    own = asked_words(models.recognizer, encoding, plan).log_likelihood
    for ending in asked:
        stem = ending.inflection.stem
        margin = margin_over(models.recognizer, encoding, plan, own, ending.word, stem)
        yield ending, evidence_of(ending, logs, rate_hz, hiss, margin)


def word_accuracies(folder: Path) -> dict[str, list[float]]:
    """Read the experts' mean accuracy of every word, by the stem of the take's file."""
    if not has_ratings(folder):
        return {}
    lines = (folder / SCORES).read_text(encoding="utf-8").splitlines()
    return {
        one["utterance"]: [float(np.mean(word["accuracy"])) for word in one["words"]]
        for one in map(json.loads, lines)
    }


def doubtful_words(accuracies: Sequence[float] | None) -> set[int]:
    """Return the words in which something may really be missing."""
    return {i for i, value in enumerate(accuracies or ()) if value < RIGHT_WORD}


def span_of(ending: AskedEnding, waveform: np.ndarray) -> Span:
    """Return what to cut out for an ending to be gone, as far as it is heard."""
    start_s, end_s = float(ending.spans[0, 0]), float(ending.spans[-1, 1])
    return Span(start_s - BEFORE_S, audible_end_s(ending, waveform, end_s))


def audible_end_s(ending: AskedEnding, waveform: np.ndarray, end_s: float) -> float:
    """Return where an ending is over that was aligned until ``end_s``."""
    if not ending.follows:
        return max(end_s + AFTER_AT_PAUSE_S, sound_end_s(waveform, end_s))
    if ending.inflection.kind is EndingKind.ING:
        return end_s + AFTER_S
    return hiss_end_s(waveform, end_s) + AFTER_S
