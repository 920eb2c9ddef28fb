"""Intrinsic length and level of natives' vowels, regardless of stress and position.

The vowel of "had" is longer and louder than that of "year", whatever the speaker means
(Peterson & Lehiste, JASA 1960). Once that is subtracted, what remains of a vowel's
length and level is the speaker's doing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.alignment.aligner import AlignedSyllable
from emotion_engine.alignment.lexicon import is_vowel, without_stress
from emotion_engine.errors import CheckpointError
from emotion_engine.weights.shipped import assets_folder, read_head, write_head

HIGH = 0.9  # share of weak vowels below the threshold from which the tail is fitted
TAKES_WITHIN = 0.99


@dataclass(frozen=True, slots=True)
class WeakVowels:
    """How long natives' schwas get: the exponential tail above a threshold.

    Peaks over a threshold (Pickands, Ann. Stat. 1975). Lengths are natural logarithms
    about the take's mean vowel; before a pause less ``cues.FINAL_LENGTHENING``.

    Attributes
    ----------
    high : float
        The threshold: nine in ten schwas are shorter.
    tail : float
        Mean excess of the others.
    """

    high: float
    tail: float

    def longest_of(self, n: int) -> float:
        """Return the length that the longest of ``n`` stays below in 99 of 100 takes."""
        beyond = 1 - TAKES_WITHIN ** (1 / n)
        return self.high + self.tail * math.log((1 - HIGH) / beyond)


@dataclass(frozen=True, slots=True)
class VowelNorms:
    """What natives do with vowels irrespective of stress and accent.

    Attributes
    ----------
    lengths, levels_db : mapping
        Vowel to the natural logarithm of its length, and to its level in 300 to 2500
        Hz, both about the mean of all vowels.
    f0_fall_st_per_s, level_fall_db_per_s : float
        Declination: how fast F0 and level fall in the course of a sentence.
    weak : WeakVowels
        How long schwas get.
    """

    lengths: Mapping[str, float]
    levels_db: Mapping[str, float]
    f0_fall_st_per_s: float
    level_fall_db_per_s: float
    weak: WeakVowels

    def of(self, syllable: AlignedSyllable) -> tuple[float, float]:
        """Return length and level of a syllable's vowel; 0 for an unknown one."""
        vowel = vowel_of(syllable)
        return self.lengths.get(vowel, 0.0), self.levels_db.get(vowel, 0.0)

    def write(self, folder: Path, card: dict[str, Any]) -> None:
        """Save the norms with their card."""
        names = sorted(self.lengths)
        tensors = {
            "lengths": np.float32([self.lengths[name] for name in names]),
            "levels_db": np.float32([self.levels_db[name] for name in names]),
            "falls": np.float32([self.f0_fall_st_per_s, self.level_fall_db_per_s]),
            "weak": np.float32([self.weak.high, self.weak.tail]),
        }
        write_head(folder, tensors, {"vowels": names} | card)

    @classmethod
    def read(cls, folder: Path) -> VowelNorms:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        tensors, card = read_head(folder)
        try:
            lengths, levels_db = (
                dict(zip(card["vowels"], tensors[name].tolist(), strict=True))
                for name in ("lengths", "levels_db")
            )
            weak = WeakVowels(*tensors["weak"].tolist())
            return cls(lengths, levels_db, *tensors["falls"].tolist(), weak=weak)
        except (KeyError, TypeError) as error:
            raise CheckpointError(
                f"{folder} holds no norms of vowels: {error}"
            ) from None


def vowel_of(syllable: AlignedSyllable) -> str | None:
    """Return the vowel of a syllable, without its stress; ``None`` if it has none."""
    labels = (phone.label for phone in syllable.phones)
    return next((without_stress(label) for label in labels if is_vowel(label)), None)


def load_norms(licence: str = "full") -> VowelNorms:
    """Load the shipped norms; ``licence`` as ``weights_licence`` of ``EngineConfig``."""
    return VowelNorms.read(assets_folder("vowels", licence))
