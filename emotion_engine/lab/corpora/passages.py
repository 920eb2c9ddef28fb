"""Find sentences and clauses of a read passage in time, where their ends are certain.

Words are placed by forced alignment. A sentence is taken only where the reader fell
silent before and after it, and where the sentence by itself is aligned as it was in the
passage: forced alignment also places words that were not said. The same holds for a
clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise

import numpy as np

from emotion_engine.alignment.aligner import (
    AlignedWord,
    Aligner,
    Alignment,
    align,
)
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.config import SAMPLE_RATE
from emotion_engine.errors import AlignmentError
from emotion_engine.results import Span

SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z])|(?<=:)\s+(?=[A-Z])")
CLAUSE_END = re.compile(r"(?<=[,;])\s+")
GOES_ON = " …"  # ends a clause that is not the last of its sentence
ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|St|Prof)\.$")
FRAME_S = 0.01
QUIET_SHARE = 0.3  # of the way from the quietest to the loudest frames, in dB
LEAST_SILENCE_S = 0.06
MARGIN_S = 0.4  # of silence that is kept at either end
LARGEST_SHIFT_S = 0.1  # of a word's start, aligned in the passage and in its sentence
LEAST_CONFIDENCE = 0.4  # mean over the words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage, or one clause, and where in the recording it lies.

    ``number`` counts the sentences of the passage from 0, then their clauses.
    """

    number: int
    text: str
    span: Span


def sentences_of(text: str) -> tuple[str, ...]:
    """Split a passage at full stops, and at colons before a capital.

    >>> sentences_of("Call Mr. Bob. Ask for these: Six peas. Go!")
    ('Call Mr. Bob.', 'Ask for these.', 'Six peas.', 'Go!')
    """
    found: list[str] = []
    for part in SENTENCE_END.split(text.strip()):
        if found and ABBREVIATED.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return tuple(re.sub(r":$", ".", sentence) for sentence in found)


def clauses_of(sentence: str) -> tuple[str, ...]:
    """Split a sentence at its commas; all clauses but the last say that it goes on.

    >>> clauses_of("Six spoons, five slabs, and a snack.")
    ('Six spoons, …', 'Five slabs, …', 'And a snack.')
    """
    *open_ones, last = CLAUSE_END.split(sentence)
    clauses = (*(f"{clause}{GOES_ON}" for clause in open_ones), last)
    return tuple(clause[:1].upper() + clause[1:] for clause in clauses)


def find_sentences(
    waveform: np.ndarray, text: str, aligner: Aligner, *, with_clauses: bool = False
) -> tuple[Sentence, ...]:
    """Find those sentences of a passage whose place is certain.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        The whole passage, mono at 16 kHz.
    with_clauses : bool
        Find the clauses of sentences that have several as well.

    Raises
    ------
    AlignmentError
        The passage was not found in the recording.
    TextError
        A sentence is no phrase.
    """
    texts = sentences_of(text)
    parts = [clauses_of(own) if with_clauses else (own,) for own in texts]
    plans = [plan_phrase(part) for part in chain.from_iterable(parts)]
    words = iter(align(waveform, joined(plans), aligner).words)
    placed = [[next(words) for _ in plan.words] for plan in plans]
    bounds = bounds_of(waveform, placed)
    found = []
    for number, (sentence, first, end) in enumerate(stretches(texts, parts)):
        before, after = bounds[first], bounds[end]
        if before is None or after is None:
            continue
        own = list(chain.from_iterable(placed[first:end]))
        span = Span(
            max(before, own[0].start_s - MARGIN_S), min(after, own[-1].end_s + MARGIN_S)
        )
        if is_certain(waveform, span, own, plan_phrase(sentence), aligner):
            found.append(Sentence(number, sentence, span))
    return tuple(found)


def stretches(
    sentences: Sequence[str], clauses: Sequence[Sequence[str]]
) -> list[tuple[str, int, int]]:
    """Return the text of every sentence, then of every clause, and where it lies.

    Its place is given by its first clause and the one after its last, counted through
    the passage. The clause of a sentence that has but one is not returned again.
    """
    starts = [0, *accumulate(len(own) for own in clauses)]
    whole = list(zip(sentences, starts, starts[1:], strict=False))
    single = [
        (clause, start + place, start + place + 1)
        for own, start in zip(clauses, starts, strict=False)
        if len(own) > 1
        for place, clause in enumerate(own)
    ]
    return [*whole, *single]


def joined(plans: Sequence[PhrasePlan]) -> PhrasePlan:
    """Join sentences to one phrase, which may be longer than a learner's."""
    words = [word for plan in plans for word in plan.words]
    numbered = tuple(replace(word, index=i) for i, word in enumerate(words))
    return PhrasePlan(" ".join(plan.text for plan in plans), numbered)


def bounds_of(
    waveform: np.ndarray, placed: Sequence[Sequence[AlignedWord]]
) -> list[float | None]:
    """Return where parts may be cut apart; ``None`` where no silence is.

    The first is the beginning of the recording and the last is its end.
    """
    quiet = quiet_frames(waveform)
    between: list[float | None] = [
        middle_of_silence(
            quiet, last_nucleus(left[-1]).end_s, nucleus(right[0]).start_s
        )
        for left, right in pairwise(placed)
    ]
    return [0.0, *between, len(waveform) / SAMPLE_RATE]


def nucleus(word: AlignedWord) -> Span:
    """Return the first vowel of a word."""
    return word.syllables[0].nucleus


def last_nucleus(word: AlignedWord) -> Span:
    """Return the last vowel of a word."""
    return word.syllables[-1].nucleus


def quiet_frames(waveform: np.ndarray) -> np.ndarray:
    """Tell quiet frames from others, shape (n_frames,), bool."""
    size = round(FRAME_S * SAMPLE_RATE)
    frames = waveform[: len(waveform) // size * size].reshape(-1, size)
    level_db = 10 * np.log10(np.mean(frames.astype(float) ** 2, axis=1) + 1e-10)
    lowest, highest = np.percentile(level_db, [5, 95])
    return level_db < lowest + QUIET_SHARE * (highest - lowest)


def middle_of_silence(quiet: np.ndarray, start_s: float, end_s: float) -> float | None:
    """Return the middle of the longest silence between two times; ``None`` if short."""
    first = round(start_s / FRAME_S)
    within = np.concatenate([[0], quiet[first : round(end_s / FRAME_S)], [0]])
    edges = np.flatnonzero(np.diff(within.astype(int))).reshape(-1, 2)
    if not len(edges):
        return None
    begins, ends = edges[np.argmax(np.diff(edges, axis=1))]
    if (ends - begins) * FRAME_S < LEAST_SILENCE_S:
        return None
    return float(first + (begins + ends) / 2) * FRAME_S


def is_certain(
    waveform: np.ndarray,
    span: Span,
    words: Sequence[AlignedWord],
    plan: PhrasePlan,
    aligner: Aligner,
) -> bool:
    """Whether a sentence by itself is aligned as it was within the passage."""
    if np.mean([word.confidence for word in words]) < LEAST_CONFIDENCE:
        return False
    try:
        alone = align(cut(waveform, span), plan, aligner)
    except AlignmentError:
        return False
    return largest_shift_s(words, alone, span.start_s) <= LARGEST_SHIFT_S


def largest_shift_s(
    words: Sequence[AlignedWord], alone: Alignment, offset_s: float
) -> float:
    """Return by how much the start of a vowel moved most."""
    shifts = [
        abs(nucleus(there).start_s - nucleus(here).start_s - offset_s)
        for there, here in zip(words, alone.words, strict=True)
    ]
    return max(shifts)


def cut(waveform: np.ndarray, span: Span) -> np.ndarray:
    """Return a stretch of a recording."""
    start, end = (round(s * SAMPLE_RATE) for s in (span.start_s, span.end_s))
    return waveform[start:end]
