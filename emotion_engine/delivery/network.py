"""One small network that rates phones, words and the whole take together.

After GOPT (Gong et al., ICASSP 2022): goodness of pronunciation and canonical phones
in, scores of three granularities out. Further inputs are components of the encoder's
layers, the decoder's evidence for each word, and statistics of the whole take, which
reflect fluency and prosody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from emotion_engine.encoders.base import frame_mask

from .describe import DescribedTake
from .phones import PHONES

UTTERANCE_ASPECTS = ("accuracy", "fluency", "prosody", "total", "completeness")
WORD_ASPECTS = ("accuracy", "total")
REACH = 5  # kernel size of one convolution


@dataclass(frozen=True, slots=True)
class DeliveryShape:
    """Sizes of the network."""

    n_sound: int
    n_evidence: int
    n_whole: int
    width: int = 48
    dropout: float = 0.3


class PhoneBatch(NamedTuple):
    """Takes of different lengths, padded.

    Attributes
    ----------
    sound : float tensor, shape (batch, n_phones, n_sound)
    evidence : float tensor, shape (batch, n_words, n_evidence)
    whole : float tensor, shape (batch, n_whole)
    phones, words : int64 tensors, shape (batch, n_phones)
    n_phones, n_words : int64 tensors, shape (batch,)
    """

    sound: Tensor
    evidence: Tensor
    whole: Tensor
    phones: Tensor
    words: Tensor
    n_phones: Tensor
    n_words: Tensor


def batch_of(takes: Sequence[DescribedTake]) -> PhoneBatch:
    """Pad takes into one batch."""

    def padded(name: str, dtype: type) -> Tensor:
        parts = [getattr(take, name).astype(dtype) for take in takes]
        return pad_sequence([torch.from_numpy(p) for p in parts], batch_first=True)

    return PhoneBatch(
        sound=padded("sound", np.float32),
        evidence=padded("evidence", np.float32),
        whole=torch.from_numpy(np.stack([take.whole for take in takes])),
        phones=padded("phones", np.int64),
        words=padded("words", np.int64),
        n_phones=torch.tensor([len(take.phones) for take in takes]),
        n_words=torch.tensor([len(take.evidence) for take in takes]),
    )


class Ratings(NamedTuple):
    """Scores: standardised during training, else on the experts' scales.

    Attributes
    ----------
    phones : tensor, shape (batch, n_phones)
    words : tensor, shape (batch, n_words, 2)
    utterance : tensor, shape (batch, 5)
    """

    phones: Tensor
    words: Tensor
    utterance: Tensor


class Neighbours(nn.Module):
    """Context of each position of a sequence: two convolutions and the mean.

    All positions are computed at once; a recurrent layer goes from one to the next,
    which takes several times as long on a CPU.
    """

    def __init__(self, n_inputs: int, width: int) -> None:
        super().__init__()
        self.inward = nn.Linear(n_inputs, width)
        self.near = nn.Conv1d(width, width, REACH, padding=REACH // 2)
        self.far = nn.Conv1d(width, width, REACH, padding=REACH // 2)
        self.whole = nn.Linear(width, width)

    def forward(self, sequence: Tensor, is_real: Tensor) -> Tensor:
        """Map (batch, n_places, n_inputs) to (batch, n_places, width)."""
        there = is_real[..., None].float()
        x = functional.gelu(self.inward(sequence)) * there
        for layer in (self.near, self.far):
            around = layer(x.transpose(1, 2)).transpose(1, 2)
            x = (x + functional.gelu(around)) * there
        return (x + self.whole(mean_where(is_real, x))[:, None]) * there


class DeliveryNetwork(nn.Module):
    """Scores of phones, words and takes.

    It is trained on standardised scores; ``phone_scale``, ``word_scale`` and
    ``take_scale`` hold the mean and deviation of the experts', shape (2, n_aspects).
    """

    def __init__(self, shape: DeliveryShape) -> None:
        super().__init__()
        self.shape, width = shape, shape.width
        self.phone = nn.Embedding(len(PHONES), width)
        self.sound = nn.Linear(shape.n_sound, width)
        self.join = nn.Sequential(nn.Linear(3 * width, width), nn.GELU())
        self.word = nn.Linear(shape.n_evidence, width)
        self.drop = nn.Dropout(shape.dropout)
        self.context = Neighbours(2 * width, width)
        self.phone_head = head(3 * width, 1, shape)
        self.word_context = Neighbours(5 * width + 2, width)
        self.word_head = head(6 * width + 2, len(WORD_ASPECTS), shape)
        self.take_head = head(
            4 * width + shape.n_whole + 6, len(UTTERANCE_ASPECTS), shape
        )
        n_aspects = (1, len(WORD_ASPECTS), len(UTTERANCE_ASPECTS))
        for name, n in zip(("phone", "word", "take"), n_aspects, strict=True):
            even = torch.stack([torch.zeros(n), torch.ones(n)])
            self.register_buffer(f"{name}_scale", even)

    @torch.no_grad()
    def rate(self, batch: PhoneBatch) -> Ratings:
        """Rate a batch on the experts' scales."""
        phones, words, utterance = self(batch)
        return Ratings(
            phones * self.phone_scale[1] + self.phone_scale[0],
            words * self.word_scale[1] + self.word_scale[0],
            utterance * self.take_scale[1] + self.take_scale[0],
        )

    def forward(self, batch: PhoneBatch) -> Ratings:
        """Rate a batch."""
        is_phone = frame_mask(batch.n_phones, batch.phones.shape[1])
        is_word = frame_mask(batch.n_words, batch.evidence.shape[1])
        evidence = torch.tanh(self.word(self.drop(batch.evidence)))
        described = self.describe(batch, evidence, is_phone)
        phones = self.phone_head(described).squeeze(-1)
        of_word = self.by_word(described, phones, batch, is_phone)
        of_word = torch.cat([of_word, evidence], -1)[:, : batch.evidence.shape[1]]
        around = self.drop(self.word_context(of_word, is_word))
        words = self.word_head(torch.cat([of_word, around], -1))
        take = [
            mean_where(is_phone, described),
            mean_where(is_word, around),
            self.drop(batch.whole),
            mean_where(is_word, words),
            mean_where(is_phone, phones[..., None]),
            lowest(is_phone, phones)[:, None],
            lowest(is_word, words[..., 0])[:, None],
            batch.n_words[:, None].float().log() - 2,
        ]
        return Ratings(phones, words, self.take_head(torch.cat(take, -1)))

    def describe(self, batch: PhoneBatch, evidence: Tensor, is_phone: Tensor) -> Tensor:
        """Return each phone by itself and in its context, (batch, n_phones, 3 width)."""
        sound, phone = self.sound(self.drop(batch.sound)), self.phone(batch.phones)
        local = self.join(self.drop(torch.cat([sound, phone, sound * phone], -1)))
        index = batch.words[..., None].expand(-1, -1, evidence.shape[-1])
        own_word = evidence.gather(1, index)
        around = self.context(torch.cat([local, own_word], -1), is_phone)
        return torch.cat([local, self.drop(around), own_word], -1)

    def by_word(
        self, described: Tensor, phones: Tensor, batch: PhoneBatch, is_phone: Tensor
    ) -> Tensor:
        """Describe each word by its phones on average, and by its worst phone's score."""
        width, n_words = self.shape.width, batch.evidence.shape[1]
        described = described[..., : 2 * width]  # the rest is already per word
        belongs = functional.one_hot(batch.words, n_words).bool()
        belongs = belongs & is_phone[..., None]
        share = belongs.float() / belongs.sum(1, keepdim=True).clamp(min=1)
        mean = torch.einsum("bpw,bpd->bwd", share, described)
        score = torch.einsum("bpw,bp->bw", share, phones)[..., None]
        by_word = phones[..., None].masked_fill(~belongs, torch.inf)
        worst, place = by_word.min(1)
        index = place[..., None].expand(-1, -1, 2 * width)
        of_worst = described.gather(1, index)
        worst = worst[..., None].nan_to_num(posinf=0.0)
        return torch.cat([mean, of_worst, score, worst], -1)


def head(n_inputs: int, n_outputs: int, shape: DeliveryShape) -> nn.Sequential:
    """Build a head with one hidden layer."""
    return nn.Sequential(
        nn.Linear(n_inputs, shape.width),
        nn.GELU(),
        nn.Dropout(shape.dropout),
        nn.Linear(shape.width, n_outputs),
    )


def mean_where(is_real: Tensor, values: Tensor) -> Tensor:
    """Average over the valid positions, (batch, n_places, size) to (batch, size)."""
    weight = is_real.float() / is_real.sum(1, keepdim=True)
    return (values * weight[..., None]).sum(1)


def lowest(is_real: Tensor, scores: Tensor) -> Tensor:
    """Return the lowest score of each item, shape (batch,)."""
    return scores.masked_fill(~is_real, torch.inf).amin(1)
