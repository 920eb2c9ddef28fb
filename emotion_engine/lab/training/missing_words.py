"""The words of takes, as recorded and with some cut out, as rows to learn from."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from emotion_engine.alignment.aligner import AlignedWord, align
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import EngineConfig
from emotion_engine.delivery.missing import evidence_of, is_beside
from emotion_engine.errors import AlignmentError
from emotion_engine.lab.corpora import Corpus
from emotion_engine.models import Models, models_of
from emotion_engine.phrase_check.check import SAID, Weighed, hear_phrases, weigh
from emotion_engine.phrase_check.without import Margin, margin_without
from emotion_engine.results import PhoneSegment, Span

from .delivery.phone_truth import PASSABLE
from .left_out import MOST_CUT, word_accuracies
from .splicing import cut_out

LOGGER = logging.getLogger(__name__)
SURELY_PLACED = 0.5  # confidence from which a word is cut where it was aligned
FEWEST_LEFT = 2


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word of a take: what supports it, and whether it is there.

    Attributes
    ----------
    evidence : float array, shape (len(NAMES),)
        See ``delivery.missing.evidence_of``.
    known_missing : bool
        Whether the decoder alone finds that it is missing.
    """

    corpus: str
    speaker: str
    evidence: np.ndarray
    said: bool
    known_missing: bool


@dataclass(frozen=True, slots=True)
class DescribedWord:
    """A word of a take in time, with its evidence."""

    placed: AlignedWord
    evidence: np.ndarray
    known_missing: bool


def word_rows(
    corpus: Corpus, config: EngineConfig, generator: np.random.Generator
) -> Iterator[WordRow]:
    """Describe the words of takes as they are, and after some were cut out.

    Words that experts do not find passable are not used, nor those beside one that was cut
    out: they may have lost a part of themselves.
    """
    models, rated = models_of(config), word_accuracies(corpus.folder)
    for number, take in enumerate(corpus.utterances):
        waveform = load_audio(take.path, config.limits).waveform
        plan = plan_phrase(take.text)
        ratings = rated.get(take.path.stem)
        whole = only_passable(described(waveform, plan, models), ratings)
        cut = drawn([word.placed for word in whole if may_be_cut(word)], generator)
        if len(plan.words) < MOST_CUT + FEWEST_LEFT:
            cut = []
        gone = {word.index for word in cut}
        spliced = cut_out(waveform, [Span(w.start_s, w.end_s) for w in cut])
        rest = only_passable(described(spliced, plan, models), ratings) if cut else []
        rest = [word for word in rest if not is_beside(word.placed.index, gone)]
        said = [True for _ in whole] + [w.placed.index not in gone for w in rest]
        for word, is_said in zip((*whole, *rest), said, strict=True):
            yield WordRow(
                corpus.name, take.speaker, word.evidence, is_said, word.known_missing
            )
        LOGGER.info("%s: %d of %d takes", corpus.name, number + 1, len(corpus))


def only_passable(
    words: Sequence[DescribedWord], ratings: Sequence[float] | None
) -> list[DescribedWord]:
    """Keep the words that experts find passable, where they were rated."""
    return [w for w in words if ratings is None or ratings[w.placed.index] >= PASSABLE]


def may_be_cut(word: DescribedWord) -> bool:
    """Whether a word was said where it was aligned."""
    return not word.known_missing and word.placed.confidence >= SURELY_PLACED


def drawn(
    words: Sequence[AlignedWord], generator: np.random.Generator
) -> list[AlignedWord]:
    """Draw the words to be cut out of a take: never two in a row."""
    found: list[AlignedWord] = []
    for place in generator.permutation(len(words)):
        word = words[place]
        if all(abs(word.index - other.index) > 1 for other in found):
            found.append(word)
    return found[:MOST_CUT]


def described(
    waveform: np.ndarray, plan: PhrasePlan, models: Models
) -> list[DescribedWord]:
    """Describe the words of a take; none where its phrase is not heard.

    What stands beside a word that the decoder misses is left out, as for a learner.
    """
    recognizer = models.recognizer
    encoding = models.whisper.encode([at_working_level(waveform)])
    (hearing,) = hear_phrases(recognizer, encoding, [plan])
    own = encoding.item(0).for_decoder()
    weighed = weigh(recognizer, own, hearing, plan, len(waveform))
    if weighed.check(weighed.missing).verdict not in SAID:
        return []
    try:
        alignment = align(waveform, plan, models.aligner, weighed.missing)
    except AlignmentError:
        return []
    asked = sum(hearing.asked_log_likelihoods)
    margins = [
        margin_without(recognizer, own, plan, asked, index)
        for index in range(len(plan.words))
    ]
    return [
        describe(word, weighed, margin)
        for word, margin in zip(alignment.words, margins, strict=True)
        if not is_beside(word.index, weighed.missing)
    ]


def describe(word: AlignedWord, weighed: Weighed, margin: Margin) -> DescribedWord:
    """Describe one word."""
    phones: list[PhoneSegment] = [p for s in word.syllables for p in s.phones]
    found = weighed.evidence[word.index]
    evidence = evidence_of(found, phones, word.confidence, margin)
    return DescribedWord(word, evidence, word.index in weighed.missing)
