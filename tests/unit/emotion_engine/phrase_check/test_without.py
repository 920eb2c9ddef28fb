"""A phrase without one of its words reads as if that had never been there."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.encoders.base import Encoding
from emotion_engine.models import models_of
from emotion_engine.phrase_check.asked import asked_words
from emotion_engine.phrase_check.check import check_phrase
from emotion_engine.phrase_check.hearing import Recognizer
from emotion_engine.phrase_check.without import (
    Margin,
    margin_without,
    text_with,
    text_without,
)
from tests.speech import synthetic_take


@pytest.mark.parametrize(
    ("text", "index", "rest"),
    [
        ("Dogs are here.", 0, " Are here."),
        ("Dogs are here.", 1, " Dogs here."),
        ("Dogs are here.", 2, " Dogs are."),
        ("Well, dogs bark.", 1, " Well, bark."),
        ("Dogs!", 0, ""),
    ],
)
def test_one_word_is_left_out(text: str, index: int, rest: str) -> None:
    assert text_without(plan_phrase(text), index) == rest


@pytest.mark.parametrize(
    ("text", "index", "instead", "expected"),
    [
        ("He likes it.", 1, "like", " He like it."),
        ("Dogs bark.", 0, "dog", " Dog bark."),
        ("So he barked!", 2, "bark", " So he bark!"),
    ],
)
def test_one_word_is_replaced(
    text: str, index: int, instead: str, expected: str
) -> None:
    assert text_with(plan_phrase(text), index, instead) == expected


@pytest.fixture(scope="module")
def recognizer(engine_config) -> Recognizer:
    return models_of(engine_config).recognizer


@pytest.fixture(scope="module")
def encoded(engine_config, recognizer):
    """Encode what the model voice says."""

    def of(said: str) -> Encoding:
        waveform = np.array(synthetic_take(said, engine_config.weights_dir))
        return recognizer.whisper.encode([waveform])

    return of


@pytest.fixture(scope="module")
def check(recognizer, encoded):
    """Check what the model voice says against a text."""

    def against(said: str, asked: str):
        return check_phrase(recognizer, encoded(said), plan_phrase(asked), 1.0)

    return against


@pytest.mark.weights
@pytest.mark.parametrize(
    ("said", "asked", "missing"),
    [
        ("Please close the window.", "Please close the kitchen window.", (3,)),
        ("The cat sat on my chair.", "The cat sat on my table.", (5,)),
        ("Dogs are running by the door.", "Kids are running by the door.", (0,)),
        ("We saw her walk into the garden.", "We saw her walk into the garden.", ()),
    ],
)
def test_a_word_is_missing_only_if_the_sound_has_none(
    check, said: str, asked: str, missing: tuple[int, ...]
) -> None:
    assert check(said, asked).missing == missing


@pytest.mark.weights
def test_a_name_that_the_recogniser_spells_otherwise_was_said(check) -> None:
    found = check(
        "Said Mister Irwine to Missus Poyser.", "Said Mr. Irwine to Mrs. Poyser."
    )
    assert found.missing == found.extra == ()


@pytest.mark.weights
def test_a_word_is_weighed_against_what_the_other_words_suggest(
    recognizer, encoded
) -> None:
    plan = plan_phrase("Please close the window.")
    margins = []
    for said in ("Please close the window.", "Please close window."):
        take = encoded(said)
        asked = asked_words(recognizer, take, plan).log_likelihood
        margins.append(margin_without(recognizer, take, plan, asked, 2))
    with_the, without = margins
    assert with_the.unheard == without.unheard > 1.0  # "the" is expected
    assert with_the.heard > 1.0
    assert without.heard < without.unheard - 1.0


@pytest.mark.weights
def test_a_word_that_is_the_whole_phrase_has_nothing_to_be_weighed_against(
    recognizer, encoded
) -> None:
    found = margin_without(recognizer, encoded("Dogs."), plan_phrase("Dogs!"), -1.0, 0)
    assert found == Margin(0.0, 0.0)
