"""What was said, and how likely the asked phrase is, from one encoded take.

Greedy decoding with the asked phrase as its guess (speculative decoding): the phrase is
read in one pass, which gives its likelihood under forced decoding; as far as the model
would have written the same, those tokens are heard already. The result is that of plain
greedy decoding, at a fraction of its steps where the phrase was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.whisper import Whisper

from .decoder import DecoderState, begin, over_silence
from .tokens import Vocabulary, load_vocabulary

TOKENS_PER_S, TOKENS_AT_LEAST = 8, 8
GUESS_LENGTH = 8
REPEATS, LONGEST_PERIOD = 3, 24


@dataclass(frozen=True, slots=True)
class Hearing:
    """One take as the decoder hears it; logarithms are natural.

    ``heard_pieces`` are the transcript's tokens as text; ``heard_log_likelihoods`` has
    one value for each, and one for the end where it was reached.
    ``asked_log_likelihoods`` has one for each token of the phrase and one for its end,
    and ``asked_states`` the decoder's hidden states from which they were read.
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
        Scores behind the very first token, where languages are told apart.
    scores : tensor, shape (n_asked + 1, n_vocabulary)
        Scores for each token of the phrase, and for what follows it.
    states : tensor, shape (n_asked + 1, hidden_size)
        The hidden states that gave these scores.
    """

    first: Tensor
    scores: Tensor
    states: Tensor


def hear(whisper: Whisper, encoding: Encoding, asked: Sequence[int]) -> Hearing:
    """Decode a batch of one, and score the tokens of the asked phrase."""
    vocabulary = load_vocabulary(whisper.folder)
    state = begin(whisper, encoding.context)
    asked = list(asked)[: state.room - len(vocabulary.prompt) - 1]
    duration_s = int(encoding.n_frames[0]) / encoding.frame_rate_hz
    decoding = Decoding(
        state=state,
        vocabulary=vocabulary,
        guess=asked,
        max_tokens=TOKENS_AT_LEAST + round(TOKENS_PER_S * duration_s),
        forbidden=forbidden_tokens(whisper),
    )
    first, scores, states = read_phrase(state, vocabulary, asked)
    tokens, values = decoding.run(scores)
    languages = first[list(vocabulary.languages)].softmax(0)
    best = int(languages.argmax())
    return Hearing(
        heard=vocabulary.decode(tokens).strip(),
        heard_pieces=tuple(vocabulary.decode([token]) for token in tokens),
        heard_log_likelihoods=tuple(values),
        asked_log_likelihoods=picked(scores, [*asked, vocabulary.end]),
        language=vocabulary.language_name(best),
        language_probability=float(languages[best]),
        english_probability=float(
            languages[vocabulary.languages.index(vocabulary.english)]
        ),
        no_speech_probability=float(first.softmax(0)[vocabulary.no_speech]),
        asked_states=states,
    )


@lru_cache(maxsize=2)
def heard_in_silence(whisper: Whisper) -> str:
    """Return the word or two that the decoder makes up where there is nothing."""
    return hear(whisper, whisper.encode([np.zeros(SAMPLE_RATE, np.float32)]), []).heard


@lru_cache(maxsize=512)
def log_likelihoods_unheard(
    whisper: Whisper, asked: tuple[int, ...]
) -> tuple[float, ...]:
    """Return how likely each token is from the words before it alone, over silence."""
    vocabulary = load_vocabulary(whisper.folder)
    state = DecoderState(whisper.model.decoder, over_silence(whisper))
    asked = asked[: state.room - len(vocabulary.prompt) - 1]
    read = read_phrase(state, vocabulary, list(asked))
    return picked(read.scores, [*asked, vocabulary.end])


def read_phrase(
    state: DecoderState, vocabulary: Vocabulary, asked: list[int]
) -> Reading:
    """Read prompt and phrase in one pass."""
    n_prompt = len(vocabulary.prompt)
    hidden = state.read([*vocabulary.prompt, *asked])
    logits = state.logits(torch.cat([hidden[:1], hidden[n_prompt - 1 :]]))
    return Reading(logits[0], logits[1:], hidden[n_prompt - 1 :])


def picked(scores: Tensor, tokens: list[int]) -> tuple[float, ...]:
    """Return the log-likelihood of each token under the scores of its place."""
    chosen = scores[torch.arange(len(tokens)), tokens]
    return tuple((chosen - scores.logsumexp(1)).tolist())


@lru_cache(maxsize=2)
def forbidden_tokens(whisper: Whisper) -> tuple[list[int], list[int]]:
    """Return tokens that are never written, and those not written first."""
    config = whisper.model.config
    vocabulary = load_vocabulary(whisper.folder)
    special = range(vocabulary.end + 1, config.vocab_size)
    never = [*(config.suppress_tokens or ()), *special]
    return never, [*never, *(config.begin_suppress_tokens or ())]


@dataclass
class Decoding:
    """Greedy decoding that tries the rest of the guess at every step."""

    state: DecoderState
    vocabulary: Vocabulary
    guess: list[int]
    max_tokens: int
    forbidden: tuple[list[int], list[int]]
    place: int = 0  # in the guess: what is expected next
    lost: bool = False

    def run(self, scores: Tensor) -> tuple[list[int], list[float]]:
        """Decode; ``scores`` are those of the guess, which the state has read.

        Returns
        -------
        tokens : list of int
            The transcript, without its end.
        values : list of float
            Log-likelihood of each token and of the end.
        """
        tokens, values = self.accept([], self.guess, scores)
        while tokens[-1] != self.vocabulary.end:
            if len(tokens) >= self.max_tokens or self.state.room <= GUESS_LENGTH + 1:
                break
            if n := length_before_loop(tokens):
                tokens, values = tokens[:n], values[:n]
                break
            guess = self.guess_after(tokens[-1])
            hidden = self.state.read([tokens[-1], *guess])
            more = self.accept(tokens, guess, self.state.logits(hidden))
            tokens, values = tokens + more[0], values + more[1]
        if tokens[-1] == self.vocabulary.end:
            tokens.pop()
        return tokens, values

    def accept(
        self, before: list[int], guess: list[int], scores: Tensor
    ) -> tuple[list[int], list[float]]:
        """Return the guess as far as it is best, then what is better; take back the rest."""
        allowed = scores.clone()
        allowed[:, self.forbidden[0]] = -torch.inf
        if not before:
            allowed[0, self.forbidden[1]] = -torch.inf
        best = allowed.argmax(1).tolist()
        n_right = next((i for i, t in enumerate(guess) if best[i] != t), len(guess))
        self.state.length -= len(guess) - n_right
        self.place += n_right
        self.lost = n_right == 0
        tokens = best[: n_right + 1]
        return tokens, list(picked(scores[: n_right + 1], tokens))

    def guess_after(self, token: int) -> list[int]:
        """Return how the asked phrase may go on behind a token that it did not have.

        Where the phrase has the token nearby, the words between were skipped; a new
        word stands for the phrase's next one; anything else ("," or a word's ending)
        was put between. Once such a guess was wrong, only the first counts: reading a
        guess costs nearly twice a step without one.
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
    """Return how much to keep where the end goes round in a loop: its first round."""
    for period in range(1, min(LONGEST_PERIOD, len(tokens) // REPEATS) + 1):
        n = len(tokens) - period
        while n and tokens[n - 1] == tokens[n - 1 + period]:
            n -= 1
        if len(tokens) - n >= REPEATS * period:
            return n + period
    return None
