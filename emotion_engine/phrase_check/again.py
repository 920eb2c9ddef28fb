"""Find the last time in a take where its phrase is said more than once.

The recogniser writes a repeated phrase once, and the aligner takes any one time of it.
Each pause is tried as the place where the last time begins: the phrase must be heard
both before and after it, by the decoder alone, over frames that are encoded already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emotion_engine.alignment.aligner import Alignment
from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.encoders.base import Encoding
from emotion_engine.results import PhraseCheck, Span

from .check import SAID, check_heard, hear_phrases
from .hearing import Recognizer

MOST_MISSING = 0.2  # of the words, for a stretch to count as the phrase
MUCH_MORE = 0.5  # as much as half of the phrase
MOST_PAUSES = 6  # that are tried, the last ones first


def says_much_more(check: PhraseCheck, plan: PhrasePlan) -> bool:
    """Whether the transcript has so many other words that they may be the phrase."""
    return len(check.extra) > MUCH_MORE * len(plan.words)


def is_speech_beside(alignment: Alignment | None, speech: Sequence[Span]) -> bool:
    """Whether there is so much speech beside the aligned words that it may be them."""
    if alignment is None:
        return len(speech) > 1
    words_s = [(word.start_s, word.end_s) for word in alignment.words]
    phrase_s = sum(end_s - start_s for start_s, end_s in words_s)
    beside_s = sum(
        span.duration_s
        - sum(
            max(0.0, min(end_s, span.end_s) - max(start_s, span.start_s))
            for start_s, end_s in words_s
        )
        for span in speech
    )
    return len(speech) > 1 and beside_s > MUCH_MORE * phrase_s


def last_time(
    recognizer: Recognizer,
    encoding: Encoding,
    plan: PhrasePlan,
    speech: Sequence[Span],
) -> Span | None:
    """Find where the phrase is said for the last time, if it is said more than once.

    Parameters
    ----------
    encoding : Encoding
        The take, as a batch of one with its context.
    speech : sequence of Span
        Stretches of speech in order; the pauses between them are tried.

    Returns
    -------
    Span or None
        From the beginning of the last time to the end of the speech.
    """
    for first in range(len(speech) - 1, max(0, len(speech) - 1 - MOST_PAUSES), -1):
        after, before = speech[first:], speech[:first]
        if is_said(recognizer, encoding, plan, after) and is_said(
            recognizer, encoding, plan, before
        ):
            return Span(after[0].start_s, after[-1].end_s)
    return None


def is_said(
    recognizer: Recognizer,
    encoding: Encoding,
    plan: PhrasePlan,
    speech: Sequence[Span],
) -> bool:
    """Whether the whole phrase is heard in a stretch of an encoded take."""
    stretch = stretch_of(encoding, speech[0].start_s, speech[-1].end_s)
    (hearing,) = hear_phrases(recognizer, stretch, [plan])
    spoken_s = sum(span.duration_s for span in speech)
    check = check_heard(recognizer, stretch, hearing, plan, spoken_s)
    few_missing = len(check.missing) <= MOST_MISSING * len(plan.words)
    return check.verdict in SAID and few_missing


def stretch_of(encoding: Encoding, start_s: float, end_s: float) -> Encoding:
    """Return the frames of a stretch as a take of their own, for the decoder."""
    n_all = int(encoding.n_context_frames[0])
    first = min(int(start_s * encoding.frame_rate_hz), n_all - 1)
    n_frames = max(1, min(n_all, round(end_s * encoding.frame_rate_hz)) - first)
    return replace(
        encoding,
        n_frames=encoding.n_frames.new_tensor([n_frames]),
        context=encoding.context[:, first : first + n_frames],
        n_context_frames=encoding.n_context_frames.new_tensor([n_frames]),
    )
