"""A word is missing where it was squeezed into no time, and said where it is clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.delivery.missing import (
    CLEAR,
    NAMES,
    MissingModel,
    evidence_of,
    judge_missing,
    load_missing,
    was_said_clearly,
)
from emotion_engine.errors import CheckpointError
from emotion_engine.phrase_check.check import Weighed
from emotion_engine.phrase_check.evidence import WordEvidence
from emotion_engine.phrase_check.hearing import Hearing
from emotion_engine.phrase_check.without import Margin
from emotion_engine.results import PhoneSegment, WordResult
from emotion_engine.weights.shipped import CARD
from tests.spoken import said_word

WRITTEN, GONE = WordEvidence(0.0, -0.5, 0.8, 1.0), WordEvidence(1.0, -5.0, 0.0, 1.0)
HEARING = Hearing("", (), (-0.1,), (-0.1,), "en", 0.99, 0.99, 0.1)
# Missing where a word's phones last less than 40 ms and the take is likelier without it.
SHORT = MissingModel(
    weights=np.array([-20.0 * (name == "log_duration") for name in NAMES])
    - np.array([1.0 * (name == "margin") for name in NAMES]),
    bias=20.0 * float(np.log(0.04)),
)


def word(index: int, *, phone_s: float, score: float = 1.5) -> WordResult:
    """A word of two phones."""
    made = said_word(index, (1,))
    phones = (
        PhoneSegment("DH", 0.0, phone_s, score=score),
        PhoneSegment("AH0", phone_s, 2 * phone_s, score=score),
    )
    return replace(made, syllables=(replace(made.syllables[0], phones=phones),))


def weighed(*evidence: WordEvidence, ratios: dict[int, float]) -> Weighed:
    return Weighed(HEARING, (), (), evidence, ratios, -10.0, True)


def margin(heard: float) -> Callable[[int], Margin]:
    """Compare the phrase with all of it but a word, always alike."""
    return lambda _: Margin(heard, 0.0)


def refuse(index: int) -> Margin:
    raise AssertionError(f"word {index} cost a pass of the decoder")


def test_a_word_that_was_squeezed_into_no_time_is_missing_though_it_was_written() -> (
    None
):
    words = (word(0, phone_s=0.08), word(1, phone_s=0.025))
    both = weighed(WRITTEN, WRITTEN, ratios={})
    found = judge_missing(words, both, margin_without=margin(-1.0), model=SHORT)
    assert found == (1,)


def test_where_no_word_is_surely_placed_the_decoder_decides_alone() -> None:
    words = (word(0, phone_s=0.08), word(1, phone_s=0.025))
    lost = tuple(replace(one, confidence=0.05) for one in words)
    both = weighed(WRITTEN, WRITTEN, ratios={})
    assert judge_missing(lost, both, margin_without=refuse, model=SHORT) == ()


def test_the_decoder_has_the_last_word_on_a_word_in_doubt() -> None:
    words = (word(0, phone_s=0.08), word(1, phone_s=0.037))
    both = weighed(WRITTEN, WRITTEN, ratios={})
    assert judge_missing(words, both, margin_without=margin(5.0), model=SHORT) == ()
    assert judge_missing(words, both, margin_without=margin(0.0), model=SHORT) == (1,)


def test_a_word_that_is_plain_to_hear_costs_no_pass_of_the_decoder() -> None:
    words = (word(0, phone_s=0.08), word(1, phone_s=0.07))
    both = weighed(WRITTEN, WRITTEN, ratios={})
    assert judge_missing(words, both, margin_without=refuse, model=SHORT) == ()


def test_what_the_decoder_misses_stays_missing_without_another_pass() -> None:
    words = (word(0, phone_s=0.08), word(1, phone_s=0.06))
    both = weighed(WRITTEN, GONE, ratios={1: -4.0})
    assert judge_missing(words, both, margin_without=refuse, model=SHORT) == (1,)


def test_a_word_whose_every_sound_is_clear_and_has_its_time_was_said() -> None:
    clear = word(1, phone_s=0.06, score=CLEAR)
    both = weighed(WRITTEN, GONE, ratios={1: -4.0})
    words = (word(0, phone_s=0.08), clear)
    assert judge_missing(words, both, margin_without=refuse, model=SHORT) == ()
    for unsure in (word(1, phone_s=0.02, score=2.0), word(1, phone_s=0.06, score=1.7)):
        assert not was_said_clearly(unsure.syllables[0].phones)


def test_a_word_beside_a_missing_one_had_to_share_its_time() -> None:
    words = (word(0, phone_s=0.08), word(1, phone_s=0.08), word(2, phone_s=0.02))
    three = weighed(WRITTEN, GONE, WRITTEN, ratios={1: -4.0})
    assert judge_missing(words, three, margin_without=refuse, model=SHORT) == (1,)


def test_not_every_word_of_a_phrase_that_was_said_is_missing() -> None:
    words = (word(0, phone_s=0.02), word(1, phone_s=0.02))
    both = weighed(WRITTEN, WRITTEN, ratios={})
    assert judge_missing(words, both, margin_without=margin(-1.0), model=SHORT) == ()


def test_evidence_is_finite_and_bounded_whatever_was_found() -> None:
    phones = (PhoneSegment("AH0", 0.1, 0.1),)
    far = WordEvidence(1.0, -400.0, -90.0, 1.0)
    beyond = Margin(-200.0, -400.0)
    found = dict(zip(NAMES, evidence_of(far, phones, 0.0, beyond), strict=True))
    assert all(np.isfinite(list(found.values())))
    assert found["gain"] == -1.0
    assert found["margin"] == -6.0
    assert found["margin_of_sound"] == 15.0


def test_a_model_is_read_as_it_was_written_and_refused_if_it_reads_otherwise(
    tmp_path: Path,
) -> None:
    SHORT.write(tmp_path, {"task": "missing"})
    again = MissingModel.read(tmp_path)
    assert again.weights == pytest.approx(SHORT.weights)
    assert again.bias == pytest.approx(SHORT.bias)
    card = tmp_path / CARD
    card.write_text(card.read_text().replace("log_shortest", "log_longest"))
    with pytest.raises(CheckpointError, match="train missing"):
        MissingModel.read(tmp_path)


def test_what_ships_finds_a_word_that_was_said_and_misses_one_without_a_trace() -> None:
    model = load_missing()
    there = PhoneSegment("DH", 0.0, 0.07), PhoneSegment("AH0", 0.07, 0.14)
    squeezed = PhoneSegment("DH", 0.0, 0.02), PhoneSegment("AH0", 0.02, 0.04)
    assert not model.is_missing(evidence_of(WRITTEN, there, 0.9, Margin(6.0, 1.0)))
    assert model.is_missing(evidence_of(GONE, squeezed, 0.5, Margin(-4.0, 2.0)))
