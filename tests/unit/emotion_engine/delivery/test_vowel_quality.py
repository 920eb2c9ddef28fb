"""A vowel leans only where it was said fuller or weaker than the dictionary has it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_engine.alignment.aligner import AlignedSyllable
from emotion_engine.delivery.native_phones import NativePhones
from emotion_engine.delivery.phones import PHONE_INDEX, PHONES, SCHWA
from emotion_engine.delivery.spoken import LAYERS
from emotion_engine.delivery.vowel_quality import MOST, leaning, leanings
from emotion_engine.encoders.base import Encoding
from emotion_engine.results import PhoneSegment, Span

SURE = 3.0  # by how much one phone is likelier than each other


def syllable(*labels: str, start_s: float = 0.0) -> AlignedSyllable:
    phones = tuple(PhoneSegment(label, start_s, start_s + 0.2) for label in labels)
    return AlignedSyllable(
        "la", start_s, start_s + 0.2, Span(start_s, start_s + 0.2), phones, 0
    )


def heard(phone: str, by: float = SURE) -> np.ndarray:
    """Log posteriors of which one phone's is higher."""
    logits = np.full(len(PHONES), 0.0)
    logits[PHONE_INDEX[phone]] = by
    return logits - np.log(np.exp(logits).sum())


@pytest.mark.parametrize(
    ("label", "phone"),
    [("AH0", SCHWA), ("AH0", "IH"), ("AE1", "AE"), ("AE1", "EH"), ("IH1", "IH")],
)
def test_a_vowel_that_is_as_full_as_in_the_dictionary_says_nothing(
    label: str, phone: str
) -> None:
    assert leaning(syllable("B", label), heard(phone)) == 0.0


def test_a_schwa_said_in_full_leans_towards_stress() -> None:
    assert leaning(syllable("AH0"), heard("AE")) == pytest.approx(
        SURE - np.log(2), abs=0.01
    )
    assert leaning(syllable("AH0"), heard("AE", 30.0)) == MOST


def test_a_stressed_vowel_said_weakly_leans_away_from_it() -> None:
    assert leaning(syllable("B", "AW1", "T"), heard(SCHWA)) < -2.0
    assert leaning(syllable("IH1"), heard(SCHWA)) == pytest.approx(-SURE)
    assert leaning(syllable("IY2"), heard(SCHWA, 30.0)) == -MOST


@pytest.mark.parametrize("label", ["IY0", "ER0", "IH0"])
def test_a_vowel_that_is_alike_with_and_without_stress_says_nothing(label: str) -> None:
    assert leaning(syllable(label), heard(SCHWA)) == 0.0
    assert leaning(syllable(label), heard("AE")) == 0.0


def test_the_vowels_of_a_take_are_read_where_they_were_aligned() -> None:
    size = 4
    states = torch.zeros(max(LAYERS) + 1, 1, 20, size)
    states[list(LAYERS), 0, 10:, 0] = 1.0  # from 0.2 s on: a vowel in full
    weight = np.zeros((len(LAYERS) * size, len(PHONES)), np.float32)
    weight[::size, PHONE_INDEX["AE"]] = 1.0
    bias = np.zeros(len(PHONES), np.float32)
    bias[PHONE_INDEX[SCHWA]] = 2.0
    zeros, ones = np.zeros(len(weight), np.float32), np.ones(len(weight), np.float32)
    natives = NativePhones(zeros, ones, weight, bias)
    encoding = Encoding(states, torch.tensor([20]), 50.0)
    first, second = leanings(
        [syllable("AH0"), syllable("AH0", start_s=0.2)], encoding, natives
    )
    assert first == 0.0
    assert second > 2.0
    assert len(leanings([], encoding, natives)) == 0
