"""Encoder and decoder outputs for each phone: the input of the delivery network."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from emotion_engine.alignment.aligner import Alignment
from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.pooling import pool_speech
from emotion_engine.phrase_check.asked import AskedWords
from emotion_engine.results import Span

from .phones import PHONE_INDEX, phone_name

LAYERS = (2, 3, 4, 5, 6)
UPPER_LAYERS = (3, 4, 5)


class Arrays:
    """A dataclass of arrays, which can be stored by name."""

    __slots__ = ()

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the arrays by name."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


@dataclass(frozen=True, slots=True)
class HeardTake(Arrays):
    """Encoder and decoder outputs for a take, before its phones are aligned.

    Attributes
    ----------
    frames : float16 array, shape (n_layers, n_frames, hidden_size)
        ``LAYERS`` over time.
    pooled : float32 array, shape (n_upper_layers, 3, hidden_size)
        Statistics of ``UPPER_LAYERS`` over the take, see ``pool_speech``.
    word_likelihoods : float32 array, shape (n_words, 2)
    word_states : float16 array, shape (n_words, hidden_size)
        The decoder's states for each word, see ``phrase_check.asked``.
    frame_rate_hz : float
        Of ``frames``.
    """

    frames: np.ndarray
    pooled: np.ndarray
    word_likelihoods: np.ndarray
    word_states: np.ndarray
    frame_rate_hz: float


@dataclass(frozen=True, slots=True)
class PlacedPhones(Arrays):
    """The phones of a take in time.

    Attributes
    ----------
    phones : int array, shape (n_phones,)
        Indices into ``PHONES``: what should have been said.
    words : int array, shape (n_phones,)
        The word of the phrase that each belongs to, counted from 0.
    spans : float32 array, shape (n_phones, 2)
        Start and end in seconds.
    """

    phones: np.ndarray
    words: np.ndarray
    spans: np.ndarray


@dataclass(frozen=True, slots=True)
class SpokenPhones:
    """The phones of one take in order, with their times and the encoder's states.

    Attributes
    ----------
    phones, words, spans : arrays, first axis n_phones
        See ``PlacedPhones``.
    states : float16 array, shape (n_phones, n_layers, hidden_size)
        Mean of each of ``LAYERS`` over the phone.
    pooled, word_likelihoods, word_states : arrays
        See ``HeardTake``.
    """

    phones: np.ndarray
    words: np.ndarray
    spans: np.ndarray
    states: np.ndarray
    pooled: np.ndarray
    word_likelihoods: np.ndarray
    word_states: np.ndarray

    def __len__(self) -> int:
        return len(self.phones)


def hear_take(
    encoding: Encoding, asked: AskedWords, speech: Sequence[Span] = ()
) -> HeardTake:
    """Keep what is needed of a batch of one take; ``speech`` is where it is spoken."""
    n_frames = int(encoding.n_frames[0])
    frames = encoding.hidden_states[list(LAYERS), 0, :n_frames]
    pooled = pool_speech(encoding, speech)[list(UPPER_LAYERS)]
    return HeardTake(
        frames=frames.half().cpu().numpy(),
        pooled=pooled.cpu().numpy(),
        word_likelihoods=asked.log_likelihoods,
        word_states=asked.states,
        frame_rate_hz=encoding.frame_rate_hz,
    )


def place_phones(alignment: Alignment) -> PlacedPhones:
    """List the phones of an alignment."""
    segments = [p for s in alignment.syllables for p in s.phones]
    words = [w.index for w in alignment.words for s in w.syllables for _ in s.phones]
    return PlacedPhones(
        phones=np.array([PHONE_INDEX[phone_name(p.label)] for p in segments]),
        words=np.array(words),
        spans=np.array([(p.start_s, p.end_s) for p in segments], dtype=np.float32),
    )


def join(heard: HeardTake, placed: PlacedPhones) -> SpokenPhones:
    """Average the frames over each phone; a very short one gets the frame it is in."""
    n_frames, rate_hz = heard.frames.shape[1], float(heard.frame_rate_hz)
    states = np.empty((len(placed.phones), *heard.frames[:, 0].shape), np.float16)
    for row, (start_s, end_s) in zip(states, placed.spans, strict=True):
        first = min(int(start_s * rate_hz), n_frames - 1)
        last = max(math.ceil(end_s * rate_hz), first + 1)
        row[:] = heard.frames[:, first:last].mean(1, dtype=np.float32)
    return SpokenPhones(
        **placed.arrays(),
        states=states,
        pooled=heard.pooled,
        word_likelihoods=heard.word_likelihoods,
        word_states=heard.word_states,
    )
