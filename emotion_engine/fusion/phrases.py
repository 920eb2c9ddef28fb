"""Texts as word pieces of a text encoder, or as phones of a dictionary."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from emotion_engine.alignment.lexicon import pronunciations, without_stress
from emotion_engine.encoders.text import TextEncoder

PHONES = (
    *("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY"),
    *("UH", "UW"),
    *("B", "CH", "D", "DH", "F", "G", "HH", "JH", "K", "L", "M", "N", "NG", "P", "R"),
    *("S", "SH", "T", "TH", "V", "W", "Y", "Z", "ZH"),
)
N_KINDS = len(PHONES) + 1  # 0 stands for a word that is in no dictionary
TEXT_LAYERS = (0, -1)  # the word itself, and the word in its sentence


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text, token by token or phone by phone.

    Attributes
    ----------
    vectors : float16 array, shape (n_text_layers, n_tokens, size)
        Without the encoder's special tokens.
    words : tuple of str
    word_index : int array, shape (n_tokens,)
        The word that each token is a piece of.
    kinds : int64 array, shape (n_tokens,)
        Equal for equal tokens.
    """

    vectors: np.ndarray
    words: tuple[str, ...]
    word_index: np.ndarray
    kinds: np.ndarray

    def places(self) -> np.ndarray:
        """Estimate when each token is said, from 0 to 1, by counting letters."""
        pieces = np.bincount(self.word_index, minlength=len(self.words))
        letters = np.array([len(word) + 1 for word in self.words])
        long = (letters / np.maximum(pieces, 1))[self.word_index]
        return np.float32((long.cumsum() - long / 2) / long.sum())

    def by_phone(self) -> Phrase:
        """Convert to phones: one step per phone, with the vectors of its word.

        A word that is in no dictionary is one step of kind 0.
        """
        said = [phones_of(word) for word in self.words]
        index = np.repeat(np.arange(len(said)), [len(phones) for phones in said])
        word_vectors = np.stack(
            [
                self.vectors[:, self.word_index == i].mean(1, dtype=np.float32)
                for i in range(len(self.words))
            ],
            axis=1,
        )  # (n_text_layers, n_words, size)
        kinds = np.array([phone for phones in said for phone in phones])
        return Phrase(np.float16(word_vectors[:, index]), self.words, index, kinds)


def phones_of(word: str) -> list[int]:
    """Return the numbers of a word's phones in its usual pronunciation, from 1."""
    variants = pronunciations(word)
    if not variants:
        return [0]
    return [PHONES.index(without_stress(phone)) + 1 for phone in variants[0]]


def words_in(text: str | None) -> tuple[str, ...]:
    """Split a text into words of letters, digits and apostrophes."""
    return tuple(re.findall(r"\w[\w']*", text or ""))


def encode_phrases(texts: Sequence[str], encoder: TextEncoder) -> list[Phrase]:
    """Encode texts as one batch."""
    words = [words_in(text) for text in texts]
    layers = [encoder.encode(words, layer=layer) for layer in TEXT_LAYERS]
    vectors = torch.stack([layer.token_vectors for layer in layers], dim=1)
    phrases = []
    for row, index, said in zip(vectors, layers[0].word_index, words, strict=True):
        real = index >= 0
        kept = row[:, real].half().cpu().numpy()  # (n_layers, n_tokens, size)
        own = index[real].cpu().numpy()
        phrases.append(Phrase(kept, said, own, piece_kinds(said, own)))
    return phrases


def piece_kinds(words: Sequence[str], word_index: np.ndarray) -> np.ndarray:
    """Identify tokens by word and index of the piece within it."""
    seen: dict[int, int] = {}
    kinds = []
    for word in word_index.tolist():
        seen[word] = seen.get(word, -1) + 1
        kinds.append(zlib.crc32(f"{words[word].lower()} {seen[word]}".encode()))
    return np.array(kinds, dtype=np.int64)
