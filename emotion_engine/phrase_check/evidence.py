"""Evidence for each word of the phrase from the transcript and forced decoding."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from emotion_engine.alignment.function_words import FUNCTION_WORDS
from emotion_engine.alignment.letters import composed, fold
from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.alignment.text import spoken_words

from .hearing import Hearing
from .words import Pair, readings

FUNCTION_WEIGHT = 0.25
LEAST_INFORMATION = 0.5


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """One word of the phrase against the take; logarithms are natural.

    Attributes
    ----------
    distance : float
        Share of phones that differ in the transcript: 0 for the same word, 1 for none.
    log_likelihood : float
        Mean over the word's tokens, under forced decoding.
    gain : float
        How much of the word's information, given the words before it, is confirmed by
        the sound: 1 all, 0 nothing, below 0 where the sound contradicts it.
    weight : float
        Weight of the word within the phrase.
    """

    distance: float
    log_likelihood: float
    gain: float
    weight: float


@dataclass(frozen=True, slots=True)
class HeardWord:
    """One word of the transcript and the mean log-likelihood of its tokens."""

    spoken: str
    log_likelihood: float


def text_to_score(plan: PhrasePlan) -> str:
    """Return the phrase as Whisper would write it: not all in capitals."""
    text = fold(composed(plan.text)).strip()
    if text.upper() == text:
        text = f"{text.capitalize()}{'' if text[-1] in '.?!' else '.'}"
    return f" {text}"


def weigh_words(
    plan: PhrasePlan,
    pairs: Sequence[Pair],
    offsets: Sequence[tuple[int, int]],
    hearing: Hearing,
    unheard: Sequence[float],
) -> list[WordEvidence]:
    """Gather the evidence for each planned word.

    ``offsets`` are the character spans of the tokens in the scored text, ``unheard``
    the tokens' log-likelihoods without the take.
    """
    distances = {i: pair.distance for pair in pairs for i in pair.asked}
    evidence = []
    for i, tokens in enumerate(tokens_of_words(plan, offsets, len(unheard))):
        values = [hearing.asked_log_likelihoods[j] for j in tokens] or [0.0]
        is_function_word = plan.words[i].spoken in FUNCTION_WORDS
        information = max(-sum(unheard[j] for j in tokens), LEAST_INFORMATION)
        evidence.append(
            WordEvidence(
                distance=distances.get(i, 1.0),
                log_likelihood=sum(values) / len(values),
                gain=1 + sum(values) / information,
                weight=FUNCTION_WEIGHT if is_function_word else 1.0,
            )
        )
    return evidence


def tokens_of_words(
    plan: PhrasePlan, offsets: Sequence[tuple[int, int]], n_tokens: int
) -> list[list[int]]:
    """Return which of the first ``n_tokens`` tokens make up each word."""
    known = offsets[:n_tokens]
    return [
        [j for j, (a, b) in enumerate(known) if a < end and b > start]
        for start, end in word_spans(text_to_score(plan))
    ]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the span of each word in the text."""
    return [(word.start, word.end) for word in spoken_words(text)]


def words_of(hearing: Hearing, asked: Sequence[str]) -> list[HeardWord]:
    """Return the transcript's words, digits in the reading that fits the phrase."""
    written: list[tuple[str, list[float]]] = []
    values = hearing.heard_log_likelihoods
    for piece, value in zip(hearing.heard_pieces, values, strict=False):
        if piece[:1] in " -" or not written:
            written.append(("", []))
        text, known = written[-1]
        written[-1] = (text + piece, [*known, value])
    words = []
    for text, known in written:
        fitting = max(readings(text), key=lambda said: fit(said, asked))
        words += [HeardWord(word, sum(known) / len(known)) for word in fitting]
    return words


def fit(said: Sequence[str], asked: Collection[str]) -> int:
    """Count the words that were asked for, less those that were not."""
    return sum(1 if word in asked else -1 for word in said)
