"""Short texts labelled with emotions, as in GoEmotions, and their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from emotion_engine.encoders.base import frame_mask
from emotion_engine.encoders.text import TextEncoder
from emotion_engine.errors import CorpusError
from emotion_engine.fusion.text_emotion import STYLE_OF

LABELS = "labels.txt"
ENCODED_AT_A_TIME = 64


@dataclass(frozen=True, slots=True)
class LabelledTexts:
    """Words of texts, and the number of the one emotion each is labelled with."""

    texts: list[list[str]]
    labels: np.ndarray

    def some(self, rows: np.ndarray) -> LabelledTexts:
        """Keep some of the texts."""
        return LabelledTexts([self.texts[row] for row in rows], self.labels[rows])


@dataclass(frozen=True, slots=True)
class EncodedTexts:
    """Token vectors of texts, each of shape (n_tokens, text_size), float16."""

    vectors: list[Tensor]
    labels: np.ndarray

    def batch(self, rows: Sequence[int]) -> tuple[Tensor, Tensor]:
        """Pad some of them; return vectors and mask."""
        some = [self.vectors[row].float() for row in rows]
        n_tokens = torch.tensor([len(vectors) for vectors in some])
        return pad_sequence(some, batch_first=True), frame_mask(
            n_tokens, int(n_tokens.max())
        )


def read_labels(folder: Path) -> tuple[str, ...]:
    """Return the emotions in the order of their numbers."""
    try:
        labels = tuple((folder / LABELS).read_text(encoding="utf-8").split())
    except OSError as error:
        raise CorpusError(f"{folder} has no {LABELS}: {error}") from None
    if unknown := set(labels) - STYLE_OF.keys():
        raise CorpusError(
            f"{folder / LABELS} has {sorted(unknown)[0]}, no known label."
        )
    return labels


def read_texts(path: Path, n_labels: int, max_words: int) -> LabelledTexts:
    """Read one part; texts with several labels are left out."""
    texts, labels = [], []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CorpusError(f"No texts in {path}: {error}") from None
    for number, line in enumerate(lines, start=1):
        text, _, rest = line.partition("\t")
        wanted = rest.split("\t")[0]
        if "," in wanted or not text.split():
            continue
        if not wanted.isdecimal() or int(wanted) >= n_labels:
            raise CorpusError(f"{path}, line {number}: {wanted!r} is no label number.")
        texts.append(text.split()[:max_words])
        labels.append(int(wanted))
    return LabelledTexts(texts, np.array(labels, dtype=int))


def balanced(texts: LabelledTexts, at_most: int, seed: int) -> LabelledTexts:
    """Keep at most a given number of texts of each label."""
    order = np.random.default_rng(seed).permutation(len(texts.labels))
    kept = [
        order[texts.labels[order] == label][:at_most]
        for label in np.unique(texts.labels)
    ]
    return texts.some(np.sort(np.concatenate(kept)))


def encode(texts: LabelledTexts, encoder: TextEncoder) -> EncodedTexts:
    """Encode texts by frozen vectors, in batches of about equal length."""
    vectors: list[Tensor] = [torch.empty(0)] * len(texts.texts)
    order = sorted(range(len(vectors)), key=lambda row: len(texts.texts[row]))
    for start in range(0, len(order), ENCODED_AT_A_TIME):
        rows = order[start : start + ENCODED_AT_A_TIME]
        encoding = encoder.encode([texts.texts[row] for row in rows])
        for row, values, mask in zip(
            rows, encoding.token_vectors.cpu(), encoding.mask.cpu(), strict=True
        ):
            vectors[row] = values[mask].half()
    return EncodedTexts(vectors, texts.labels)
