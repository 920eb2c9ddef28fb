"""What was said, and how likely the asked phrase is, from encoded takes.

Greedy decoding with the asked phrase as its guess (speculative decoding): the phrase is
read in one pass, which gives its likelihood under forced decoding; tokens that the
model would have chosen itself are thereby decoded. The result is that of plain greedy
decoding, at a fraction of its steps where the phrase was said. The takes of a batch are
read in one padded pass, and those that need further decoding advance together, step by
step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.whisper import Whisper

from .decoder import DecoderState, HeardFrames, KeysAndValues, over_window
from .tokens import Vocabulary, load_vocabulary

TOKENS_PER_S, TOKENS_AT_LEAST = 8, 8
GUESS_LENGTH = 8
REPEATS, LONGEST_PERIOD = 3, 24
MOST_PHRASES_KEPT = 512


@dataclass(frozen=True, slots=True)
class Hearing:
    """The decoder's output for one take; logarithms are natural.

    ``heard_pieces`` are the transcript's tokens as text; ``heard_log_likelihoods`` has
    one value for each, and one for the end where it was reached.
    ``asked_log_likelihoods`` has one for each token of the phrase and one for its end,
    and ``asked_states`` the decoder's hidden states behind these.
    """

    heard: str
    heard_pieces: tuple[str, ...]
    heard_log_likelihoods: tuple[float, ...]
    asked_log_likelihoods: tuple[float, ...]
    language: str
    language_probability: float
    english_probability: float
    no_speech_probability: float
    asked_states: Tensor | None = field(default=None, compare=False)


class Reading(NamedTuple):
    """The phrase, read in one pass.

    Attributes
    ----------
    first : tensor, shape (n_vocabulary,)
        Scores after the first token, which identify the language.
    scores : tensor, shape (n_asked + 1, n_vocabulary)
        Scores for each token of the phrase, and for what follows it.
    states : tensor, shape (n_asked + 1, hidden_size)
        The hidden states that gave these scores.
    """

    first: Tensor
    scores: Tensor
    states: Tensor


class Recognizer:
    """Whisper's decoder with its vocabulary, and its output for silence."""

    def __init__(self, whisper: Whisper) -> None:
        self.whisper = whisper
        self.vocabulary = load_vocabulary(whisper.folder)
        self.unheard: dict[tuple[int, ...], tuple[float, ...]] = {}

    def hear(
        self, encoding: Encoding, phrases: Sequence[Sequence[int]]
    ) -> list[Hearing]:
        """Decode each take of a batch, and score the tokens of its asked phrase."""
        state = self.begin(encoding)
        asked = [self.fitting(phrase) for phrase in phrases]
        readings = read_phrases(state, self.vocabulary, asked)
        durations_s = (encoding.n_frames / encoding.frame_rate_hz).tolist()
        decodings = [
            Decoding(
                vocabulary=self.vocabulary,
                guess=guess,
                max_tokens=TOKENS_AT_LEAST + round(TOKENS_PER_S * duration_s),
                forbidden=self.forbidden,
            )
            for guess, duration_s in zip(asked, durations_s, strict=True)
        ]
        decode_together(state, decodings, [reading.scores for reading in readings])
        return [
            self._hearing(*each)
            for each in zip(asked, readings, decodings, strict=True)
        ]

    def _hearing(
        self, asked: list[int], reading: Reading, decoding: Decoding
    ) -> Hearing:
        vocabulary, tokens = self.vocabulary, decoding.transcript()
        languages = reading.first[list(vocabulary.languages)].softmax(0)
        best = int(languages.argmax())
        return Hearing(
            heard=vocabulary.decode(tokens).strip(),
            heard_pieces=tuple(vocabulary.decode([token]) for token in tokens),
            heard_log_likelihoods=tuple(decoding.values),
            asked_log_likelihoods=picked(reading.scores, [*asked, vocabulary.end]),
            language=vocabulary.language_name(best),
            language_probability=float(languages[best]),
            english_probability=float(
                languages[vocabulary.languages.index(vocabulary.english)]
            ),
            no_speech_probability=float(reading.first.softmax(0)[vocabulary.no_speech]),
            asked_states=reading.states,
        )

    def begin(self, encoding: Encoding) -> DecoderState:
        """Prepare to decode a batch, each take followed by silence."""
        decoder = self.whisper.model.decoder
        return DecoderState(decoder, HeardFrames.of(decoder, encoding, self.silence))

    def fitting(self, phrase: Sequence[int]) -> list[int]:
        """Return as much of a phrase as the decoder can read after its prompt."""
        most = self.whisper.model.config.max_target_positions
        return list(phrase)[: most - len(self.vocabulary.prompt) - 1]

    @cached_property
    def silence(self) -> list[KeysAndValues]:
        """Keys and values over a window of silence."""
        nothing = np.zeros(self.whisper.max_samples, dtype=np.float32)
        context = self.whisper.encode([nothing]).context
        return over_window(self.whisper.model.decoder, context)

    @cached_property
    def heard_in_silence(self) -> str:
        """The word or two that the decoder hallucinates in silence."""
        nothing = self.whisper.encode([np.zeros(SAMPLE_RATE, np.float32)])
        return self.hear(nothing, [[]])[0].heard

    @cached_property
    def forbidden(self) -> tuple[list[int], list[int]]:
        """Tokens that are never decoded, and those not decoded first."""
        config = self.whisper.model.config
        special = range(self.vocabulary.end + 1, config.vocab_size)
        never = [*(config.suppress_tokens or ()), *special]
        return never, [*never, *(config.begin_suppress_tokens or ())]

    def log_likelihoods_unheard(
        self, phrases: Sequence[Sequence[int]]
    ) -> list[tuple[float, ...]]:
        """Return the log-likelihood of each token given only the words before it."""
        new = {tuple(phrase) for phrase in phrases} - self.unheard.keys()
        if new:
            self.unheard |= self._read_over_silence(sorted(new))
        found = [self.unheard[tuple(phrase)] for phrase in phrases]
        while len(self.unheard) > MOST_PHRASES_KEPT:
            self.unheard.pop(next(iter(self.unheard)))
        return found

    def _read_over_silence(
        self, phrases: list[tuple[int, ...]]
    ) -> dict[tuple[int, ...], tuple[float, ...]]:
        decoder = self.whisper.model.decoder
        heard = HeardFrames.nothing(self.silence, len(phrases))
        asked = [self.fitting(phrase) for phrase in phrases]
        readings = read_phrases(DecoderState(decoder, heard), self.vocabulary, asked)
        return {
            phrase: picked(reading.scores, [*own, self.vocabulary.end])
            for phrase, own, reading in zip(phrases, asked, readings, strict=True)
        }


def read_phrases(
    state: DecoderState, vocabulary: Vocabulary, phrases: Sequence[list[int]]
) -> list[Reading]:
    """Read prompt and phrase of every take in one pass."""
    n_prompt = len(vocabulary.prompt)
    hidden = state.read([[*vocabulary.prompt, *phrase] for phrase in phrases])
    wanted = [torch.cat([own[:1], own[n_prompt - 1 :]]) for own in hidden]
    logits = state.logits(torch.cat(wanted)).split([len(own) for own in wanted])
    return [
        Reading(scores[0], scores[1:], own[1:])
        for scores, own in zip(logits, wanted, strict=True)
    ]


def picked(scores: Tensor, tokens: list[int]) -> tuple[float, ...]:
    """Return the log-likelihood of each token under the scores of its position."""
    chosen = scores[torch.arange(len(tokens)), tokens]
    return tuple((chosen - scores.logsumexp(1)).tolist())


def decode_together(
    state: DecoderState, decodings: Sequence[Decoding], scores: Sequence[Tensor]
) -> None:
    """Decode all takes to their ends; ``scores`` are those of their guesses.

    The state has read the guesses; the wrong part of them is rolled back.
    """
    for index, decoding in enumerate(decodings):
        state.lengths[index] -= decoding.accept(decoding.guess, scores[index])
    while True:
        tried = [d.propose(state.room(i)) for i, d in enumerate(decodings)]
        if not any(tried):
            return
        hidden = state.read(tried)
        steps = state.logits(torch.cat(hidden)).split([len(own) for own in tried])
        for index, (own, step) in enumerate(zip(tried, steps, strict=True)):
            if own:
                state.lengths[index] -= decodings[index].accept(own[1:], step)


@dataclass
class Decoding:
    """Greedy decoding of one take, which tries the rest of the guess at every step.

    Attributes
    ----------
    tokens : list of int
        The transcript so far, with its end token once that was reached.
    values : list of float
        The log-likelihood of each.
    """

    vocabulary: Vocabulary
    guess: list[int]
    max_tokens: int
    forbidden: tuple[list[int], list[int]]
    tokens: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    place: int = 0  # in the guess: what is expected next
    lost: bool = False
    looped: bool = False

    def transcript(self) -> list[int]:
        """Return the tokens without the end token."""
        ended = self.tokens[-1:] == [self.vocabulary.end]
        return self.tokens[:-1] if ended else self.tokens

    def propose(self, room: int) -> list[int]:
        """Return the tokens to read next: the last one and a guess; none at the end."""
        if self.looped or self.tokens[-1] == self.vocabulary.end:
            return []
        if len(self.tokens) >= self.max_tokens or room <= GUESS_LENGTH + 1:
            return []
        if n := length_before_loop(self.tokens):
            self.tokens, self.values = self.tokens[:n], self.values[:n]
            self.looped = True
            return []
        return [self.tokens[-1], *self.guess_after(self.tokens[-1])]

    def accept(self, guess: list[int], scores: Tensor) -> int:
        """Accept the correct part of the guess, then the best next token.

        Returns
        -------
        int
            How many tokens of the guess were wrong, for the state to roll back.
        """
        allowed = scores.clone()
        allowed[:, self.forbidden[0]] = -torch.inf
        if not self.tokens:
            allowed[0, self.forbidden[1]] = -torch.inf
        best = allowed.argmax(1).tolist()
        n_right = next((i for i, t in enumerate(guess) if best[i] != t), len(guess))
        self.place += n_right
        self.lost = n_right == 0
        tokens = best[: n_right + 1]
        self.tokens += tokens
        self.values += picked(scores[: n_right + 1], tokens)
        return len(guess) - n_right

    def guess_after(self, token: int) -> list[int]:
        """Return how the asked phrase may continue after a token that it did not have.

        If the phrase has the token nearby, the words in between were skipped; a new
        word replaces the phrase's next one; anything else ("," or a word's ending) was
        inserted. After one such guess was wrong, only the first case is tried: reading
        a guess costs nearly twice as much as a step without one.
        """
        nearby = [
            i
            for i, t in enumerate(self.guess)
            if t == token and abs(i - self.place) <= GUESS_LENGTH
        ]
        if nearby:
            self.place = 1 + min(nearby, key=lambda i: abs(i - self.place))
        elif self.lost:
            return []
        elif self.vocabulary.decode([token]).startswith(" "):
            self.place += 1
        return self.guess[self.place : self.place + GUESS_LENGTH]


def length_before_loop(tokens: list[int]) -> int | None:
    """Return the length to keep where the end is a loop: up to its first repetition."""
    for period in range(1, min(LONGEST_PERIOD, len(tokens) // REPEATS) + 1):
        n = len(tokens) - period
        while n and tokens[n - 1] == tokens[n - 1 + period]:
            n -= 1
        if len(tokens) - n >= REPEATS * period:
            return n + period
    return None
