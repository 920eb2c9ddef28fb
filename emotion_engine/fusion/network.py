"""The attention-aligned network over embeddings of frozen speech and text encoders.

After Boigne, Liyanage and Östrem, "Recognizing more emotions with less data using
self-supervised transfer learning" (2020), who align both by attention over time in a
recurrent network (as Xu et al., Interspeech 2019). Sizes, cells and pooling are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .attention import AttentivePooling, CrossAttention
from .batch import FusionBatch, Sequences
from .branches import Branch, Recurrent
from .comparison import Comparison, Match
from .config import FusionConfig


@dataclass(frozen=True, slots=True)
class Attention:
    """Where the network attended; None for a missing modality.

    Attributes
    ----------
    frame_to_token : tensor, shape (batch, n_frames, n_tokens), or None
        Rows of valid frames sum to 1 over the valid tokens.
    over_time : tensor, shape (batch, n_frames), or None
        Weight of each frame in the decision; sums to 1.
    over_tokens : tensor, shape (batch, n_tokens), or None
        Weight of each token where there is no sound.
    """

    frame_to_token: Tensor | None = None
    over_time: Tensor | None = None
    over_tokens: Tensor | None = None


@dataclass(frozen=True, slots=True)
class FusionOutput:
    """Logits (or values), shape (batch, n_outputs), and what they are based on.

    ``match`` and ``scores`` are what ``comparison.matching_loss`` and
    ``alignment.alignment_loss`` need; ``ratings`` say how
    each token was said, (batch, n_tokens, n_word_outputs). None unless sound and words
    were there.
    """

    logits: Tensor
    attention: Attention
    match: Match | None = None
    scores: Tensor | None = None
    ratings: Tensor | None = None


def decision(n_inputs: int, config: FusionConfig) -> nn.Sequential:
    """Build a head with one hidden layer."""
    return nn.Sequential(
        nn.Dropout(config.dropout),
        nn.Linear(n_inputs, config.hidden_size),
        nn.GELU(),
        nn.Dropout(config.dropout),
        nn.Linear(config.hidden_size, config.n_outputs),
    )


class FusionNetwork(nn.Module):
    """Maps sound, text or both to a decision, by one path.

    The steps of the second recurrent layer are frames with the text they belong to.
    A learnt vector replaces missing text; without sound the steps are the tokens, with
    a learnt vector in place of the sound. If both are there, their comparison corrects
    the decision.
    """

    def __init__(self, config: FusionConfig) -> None:
        super().__init__()
        self.config = config
        size, dropout = config.hidden_size, config.dropout
        self.sound = Branch(config.acoustic_layers, config.acoustic_size, size, dropout)
        self.words = Branch(
            config.text_layers,
            config.text_size,
            size,
            config.text_dropout,
            config.n_kinds,
        )
        self.align = CrossAttention(size)
        self.compare = Comparison(size, config.n_word_outputs)
        self.no_sound = nn.Parameter(torch.zeros(size))
        self.no_words = nn.Parameter(torch.zeros(size))
        self.aligned = Recurrent(2 * size, size)
        self.pool = AttentivePooling(size)
        self.head = decision(2 * size, config)
        self.correct = decision(self.compare.size, config)

    def forward(self, batch: FusionBatch) -> FusionOutput:
        """Decide on takes of which sound, text or both are given."""
        batch = batch.only(self.config.variant)
        sound, words = batch.sound, batch.words
        if sound is None and words is None:
            raise ValueError("a take needs sound or words")
        if sound is None:
            return self._from_words(words)
        if words is None:
            return self._from_sound(sound)
        return self._from_both(sound, words)

    def _from_words(self, words: Sequences) -> FusionOutput:
        tokens, _ = self.words(words)
        steps = torch.cat([self.no_sound.expand_as(tokens), tokens], dim=-1)
        pooled, weights = self._over(steps, words)
        return FusionOutput(self.head(pooled), Attention(over_tokens=weights))

    def _from_sound(self, sound: Sequences) -> FusionOutput:
        frames, _ = self.sound(sound)
        steps = torch.cat([frames, self.no_words.expand_as(frames)], dim=-1)
        pooled, weights = self._over(steps, sound)
        return FusionOutput(self.head(pooled), Attention(over_time=weights))

    def _from_both(self, sound: Sequences, words: Sequences) -> FusionOutput:
        (frames, heard), (tokens, meant) = self.sound(sound), self.words(words)
        attended, links, scores = self.align(
            frames, tokens, words.mask, sound.places, words.places
        )
        pooled, weights = self._over(torch.cat([frames, attended], dim=-1), sound)
        real = links * sound.mask[:, :, None]
        compared, match, ratings = self.compare(
            heard, frames, real, meant, words, self.words.bank()
        )
        logits = self.head(pooled) + self.correct(compared)
        return FusionOutput(logits, Attention(links, weights), match, scores, ratings)

    def _over(self, steps: Tensor, sequences: Sequences) -> tuple[Tensor, Tensor]:
        states = self.aligned(steps, sequences.n_steps)
        return self.pool(states, sequences.mask)
