"""A sound is called another only where that is certain, and people say it instead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.delivery.exchanged import (
    OF_PLACE_AND_MANNER,
    OF_VOWELS_AND_VOICING,
    Exchanged,
    exchanged_in,
)
from emotion_engine.delivery.phones import PHONE_INDEX, PHONES
from emotion_engine.results import PhoneSegment, WordResult
from tests.spoken import said_word

THINK = ("TH", "IH1", "NG", "K")


def a_word(*labels: str, text: str = "think", **changes: object) -> WordResult:
    """A word of one syllable, each phone of a tenth of a second."""
    phones = tuple(
        PhoneSegment(label, i / 10, (i + 1) / 10) for i, label in enumerate(labels)
    )
    made = said_word(0, (1,), text=text, **changes)
    return replace(made, syllables=(replace(made.syllables[0], phones=phones),))


def heard(*names: str, over: tuple[str, ...] = THINK, ratio: float) -> np.ndarray:
    """Log posteriors in which each of ``names`` is likelier than the expected phone."""
    rows = np.full((len(names), len(PHONES)), -20.0)
    for row, name, label in zip(rows, names, over, strict=True):
        row[PHONE_INDEX[label.rstrip("012")]] = -ratio
        row[PHONE_INDEX[name]] = 0.0
    return rows


def test_a_consonant_of_another_place_is_asked_then_told() -> None:
    asked_from, told_from = OF_PLACE_AND_MANNER
    for ratio, expected in (
        (asked_from - 0.1, None),
        (asked_from, Exchanged("S", is_sure=False)),
        (told_from, Exchanged("S", is_sure=True)),
    ):
        rows = heard("S", "IH", "NG", "K", ratio=ratio)
        assert exchanged_in(a_word(*THINK), rows) == [expected, None, None, None]


def test_in_a_narrow_recording_vowels_alone_are_judged() -> None:
    rows = heard("S", "IY", "NG", "K", ratio=OF_VOWELS_AND_VOICING.told_from)
    found = exchanged_in(a_word(*THINK), rows, with_hiss=False)
    assert found == [None, Exchanged("IY", is_sure=True), None, None]


@pytest.mark.parametrize(
    ("labels", "said"),
    [(("B", "EH1", "D"), ("B", "EH", "T")), (("B", "EH1", "D"), ("B", "AE", "D"))],
)
def test_accents_differ_in_vowels_and_voicing_so_that_more_is_needed(
    labels: tuple[str, ...], said: tuple[str, ...]
) -> None:
    asked_from, told_from = OF_VOWELS_AND_VOICING
    assert asked_from > OF_PLACE_AND_MANNER.asked_from
    below = heard(*said, over=labels, ratio=asked_from - 0.1)
    assert not any(exchanged_in(a_word(*labels, text="bed"), below))
    above = heard(*said, over=labels, ratio=told_from)
    (found,) = filter(None, exchanged_in(a_word(*labels, text="bed"), above))
    assert found.is_sure


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("TH", "K"),  # nobody says that
        ("AY1", "R"),  # a vowel for a consonant: the neighbouring sound
        ("IY1", "AA"),  # vowels that nobody mixes up
        ("IH0", "IY"),  # a weak vowel
    ],
)
def test_what_people_do_not_exchange_is_not_named(label: str, said: str) -> None:
    rows = heard(said, over=(label,), ratio=15.0)
    assert exchanged_in(a_word(label), rows) == [None]


def test_a_vowel_before_r_has_the_colour_of_the_r() -> None:
    rows = heard("IY", "R", over=("IH1", "R"), ratio=15.0)
    assert exchanged_in(a_word("IH1", "R"), rows) == [None, None]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "the"},  # said in many ways
        {"heard": False},
        {"in_dictionary": False},
        {"confidence": 0.3},
    ],
)
def test_a_word_whose_sounds_are_not_known_for_certain_is_not_judged(
    changes: dict[str, object],
) -> None:
    rows = heard("S", "IH", "NG", "K", ratio=15.0)
    assert exchanged_in(a_word(*THINK, **changes), rows) == [None] * 4
