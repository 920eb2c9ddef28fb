"""A wav2vec 2.0 CTC checkpoint as an aligner of letters with frames.

The letters of each word are found by ``torchaudio.functional.forced_align`` (Pratap et
al., JMLR 2024); phones are spread over the word, and ``boundaries`` refines them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torchaudio.functional import TokenSpan, forced_align, merge_tokens
from transformers import AutoModelForCTC

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.checkpoints import find_checkpoint, read_checkpoint
from emotion_engine.encoders.self_supervised import (
    FAMILIES,
    UNUSED,
    SelfSupervised,
    read_features,
)
from emotion_engine.errors import AlignmentError, CheckpointError

from .decoder import SCORE_SCALE, ScoredPhone
from .letters import fold
from .lexicon import Pronunciation, is_vowel

FRAME_RATE_HZ = 100  # of ScoredPhone
BETWEEN_WORDS = "|"
LONGEST_TAIL_S = 0.06  # of a word behind its last letter, which CTC places early
VOWEL_LASTS = 2  # consonants
LEAST_FRAMES = 3  # per phone, as with the other aligner
UNUSED_BELOW_HEAD = tuple(f"{family}.{name}" for family in FAMILIES for name in UNUSED)


class CtcAligner:
    """One CTC checkpoint on its device."""

    def __init__(self, acoustic: SelfSupervised, vocabulary: Mapping[str, int]) -> None:
        self.acoustic = acoustic
        self.blank: int = acoustic.model.config.pad_token_id
        self.vocabulary = {letter.lower(): i for letter, i in vocabulary.items()}

    def find(
        self,
        waveform: np.ndarray,
        words: Sequence[str],
        choices: Sequence[tuple[Pronunciation, ...]],
    ) -> list[list[ScoredPhone]]:
        """Align letters, and spread the first pronunciation of each word over them.

        Raises
        ------
        AlignmentError
            The take is too short for the phrase, or a word has no known letter.
        """
        letters = [self.letters_of(word) for word in words]
        logs = self.log_probabilities(waveform)  # (n_frames, n_tokens)
        tokens, owner = self.join(letters)
        spans = align_tokens(logs, tokens, self.blank)
        own = [
            [span for span, word in zip(spans, owner, strict=True) if word == index]
            for index in range(len(words))
        ]
        return spread_words(own, choices, self.acoustic.frame_rate_hz)

    def letters_of(self, word: str) -> list[int]:
        """Return the tokens of a word; letters outside the vocabulary are skipped."""
        folded = fold(word).lower()
        tokens = [self.vocabulary[c] for c in folded if c in self.vocabulary]
        if not tokens:
            raise AlignmentError(f"The CTC checkpoint has no letter of {word!r}.")
        return tokens

    def join(self, letters: Sequence[list[int]]) -> tuple[list[int], list[int | None]]:
        """Concatenate the tokens of all words, with the word that each belongs to."""
        between = self.vocabulary.get(BETWEEN_WORDS)
        tokens: list[int] = []
        owner: list[int | None] = []
        for index, word in enumerate(letters):
            if index and between is not None:
                tokens.append(between)
                owner.append(None)
            tokens += word
            owner += [index] * len(word)
        return tokens, owner

    @torch.no_grad()
    def log_probabilities(self, waveform: np.ndarray) -> Tensor:
        """Return those of every token, shape (n_frames, n_tokens)."""
        values = self.acoustic.normalise(waveform)[None].to(self.acoustic.model.dtype)
        return self.acoustic.model(values).logits[0].float().log_softmax(dim=-1).cpu()


def align_tokens(logs: Tensor, tokens: Sequence[int], blank: int) -> list[TokenSpan]:
    """Find each token in time.

    Raises
    ------
    AlignmentError
        There are fewer frames than CTC needs for so many tokens.
    """
    repeats = sum(a == b for a, b in pairwise(tokens))
    if len(logs) < len(tokens) + repeats:
        raise AlignmentError("The take is too short for the letters of the phrase.")
    found, scores = forced_align(logs[None], torch.tensor([list(tokens)]), blank=blank)
    return merge_tokens(found[0], scores[0], blank=blank)


def spread_words(
    spans: Sequence[Sequence[TokenSpan]],
    choices: Sequence[tuple[Pronunciation, ...]],
    frame_rate_hz: float,
) -> list[list[ScoredPhone]]:
    """Let each word last from its first letter to a little after its last."""
    scale = FRAME_RATE_HZ / frame_rate_hz
    starts = [round(own[0].start * scale) for own in spans]
    tails = [
        round(own[-1].end * scale + LONGEST_TAIL_S * FRAME_RATE_HZ) for own in spans
    ]
    words, earliest = [], 0
    for number, own in enumerate(spans):
        following = starts[number + 1] if number + 1 < len(spans) else tails[number]
        phones = choices[number][0]
        start = max(starts[number], earliest)
        end = max(min(tails[number], following), start + LEAST_FRAMES * len(phones))
        logs = np.mean([span.score for span in own])
        words.append(spread(phones, start, end, float(logs)))
        earliest = end
    return words


def spread(
    phones: Pronunciation, start: int, end: int, log_probability: float
) -> list[ScoredPhone]:
    """Distribute the frames of a word over its phones; vowels get twice as many."""
    weights = np.array([VOWEL_LASTS if is_vowel(phone) else 1 for phone in phones])
    free = end - start - LEAST_FRAMES * len(phones)
    shares = np.concatenate([[0], np.cumsum(weights) / weights.sum()])
    edges = start + np.rint(shares * free).astype(int)
    edges += LEAST_FRAMES * np.arange(len(edges))
    return [
        ScoredPhone(
            label, int(a), int(b - a), round((b - a) * SCORE_SCALE * log_probability)
        )
        for label, (a, b) in zip(phones, pairwise(edges), strict=True)
    ]


def read_vocabulary(folder: Path) -> dict[str, int]:
    """Read which letter each output of the checkpoint stands for."""
    try:
        return dict(json.loads((folder / "vocab.json").read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"{folder} has no vocab.json that names its letters: {error}"
        ) from error


def load_ctc(config: EngineConfig) -> CtcAligner:
    """Load ``config.ctc_aligner``; nothing is downloaded.

    Raises
    ------
    CheckpointError
        It is missing, damaged, or no CTC model for letters and speech at 16 kHz.
    """
    folder = find_checkpoint(config.ctc_aligner, config)
    model = read_checkpoint(
        folder,
        config,
        families=FAMILIES,
        unused=UNUSED_BELOW_HEAD,
        kind=AutoModelForCTC,
    )
    acoustic = SelfSupervised(model, read_features(folder), config.ctc_aligner)
    return CtcAligner(acoustic, read_vocabulary(folder))
