"""Whether the sound is explained better with a word of the phrase or without it.

The transcript is no proof: where the recogniser writes "Irwin" for "Irwine" or mishears
an accent, the word was said all the same. So the phrase is read twice by forced
decoding, with the word and without it, and the likelihoods are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.encoders.base import Encoding

from .evidence import text_to_score, word_spans
from .hearing import Hearing, Recognizer, picked, read_phrases


def ratios_without(
    recognizer: Recognizer,
    encoding: Encoding,
    plan: PhrasePlan,
    hearing: Hearing,
    words: Sequence[int],
) -> dict[int, float]:
    """Return by word the log-likelihood of the phrase, less that of all but the word.

    Parameters
    ----------
    encoding : Encoding
        The take, as a batch of one.
    words : sequence of int
        Indices of the words in question; each costs a pass of the decoder.

    Returns
    -------
    dict
        Natural logarithms, below 0 where the phrase is likelier without the word.
        A word that is the whole phrase gets 0.
    """
    asked = sum(hearing.asked_log_likelihoods)
    rests = {index: text_without(plan, index) for index in words}
    return {
        index: asked - likelihood(recognizer, encoding, rest) if rest else 0.0
        for index, rest in rests.items()
    }


class Margin(NamedTuple):
    """How much likelier the phrase is than one that differs; natural logarithms.

    ``unheard`` is what the words alone suggest, without the take.
    """

    heard: float
    unheard: float


def margin_over(
    recognizer: Recognizer,
    encoding: Encoding,
    plan: PhrasePlan,
    asked: float,
    index: int,
    instead: str,
) -> Margin:
    """Compare the phrase with the same phrase in which one word is another.

    Parameters
    ----------
    encoding : Encoding
        The take, as a batch of one; the comparison costs one pass of the decoder.
    asked : float
        Log-likelihood of the phrase and its end.
    instead : str
        The word to put in place of that at ``index``.
    """
    other = text_with(plan, index, instead)
    return margin_between(recognizer, encoding, asked, text_to_score(plan), other)


def margin_without(
    recognizer: Recognizer,
    encoding: Encoding,
    plan: PhrasePlan,
    asked: float,
    index: int,
) -> Margin:
    """Compare the phrase with all of it but one word, like ``margin_over``.

    A word that is the whole phrase gets 0.
    """
    rest = text_without(plan, index)
    if not rest:
        return Margin(0.0, 0.0)
    return margin_between(recognizer, encoding, asked, text_to_score(plan), rest)


def margin_between(
    recognizer: Recognizer, encoding: Encoding, asked: float, text: str, other: str
) -> Margin:
    """Compare the phrase, whose log-likelihood is known, with another text."""
    encode = recognizer.vocabulary.encode
    own, others = recognizer.log_likelihoods_unheard(
        [encode(text)[0], encode(other)[0]]
    )
    heard = asked - likelihood(recognizer, encoding, other)
    return Margin(heard, sum(own) - sum(others))


def text_with(plan: PhrasePlan, index: int, instead: str) -> str:
    """Return the scored text with another word in the place of one."""
    text = text_to_score(plan)
    start, end = word_spans(text)[index]
    if text[start].isupper():
        instead = instead.capitalize()
    return f"{text[:start]}{instead}{text[end:]}"


def text_without(plan: PhrasePlan, index: int) -> str:
    """Return the scored text without one word; empty where nothing is left to say."""
    text = text_to_score(plan)
    start, end = word_spans(text)[index]
    rest = (text[:start].rstrip() + text[end:]).strip()
    if text[:start].isspace():  # the recogniser begins with a capital
        rest = rest[:1].upper() + rest[1:]
    return f" {rest}" if any(c.isalnum() for c in rest) else ""


def likelihood(recognizer: Recognizer, encoding: Encoding, text: str) -> float:
    """Return the log-likelihood of a text and its end, by forced decoding."""
    vocabulary = recognizer.vocabulary
    tokens = recognizer.fitting(vocabulary.encode(text)[0])
    (read,) = read_phrases(recognizer.begin(encoding), vocabulary, [tokens])
    return sum(picked(read.scores, [*tokens, vocabulary.end]))
