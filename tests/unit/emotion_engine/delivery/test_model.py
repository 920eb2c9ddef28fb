"""The shipped model: present, small, and honest about its repeatability."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.delivery import model as delivery_model
from emotion_engine.delivery.exchanged import Exchanged
from emotion_engine.delivery.model import (
    RATED,
    REPORTED_BELOW,
    WRONG,
    DeliveryModel,
    heard,
)
from emotion_engine.delivery.phones import PHONES
from emotion_engine.delivery.spoken import LAYERS, UPPER_LAYERS, SpokenPhones
from emotion_engine.errors import CheckpointError
from emotion_engine.results import PhoneSegment
from emotion_engine.weights.shipped import assets_folder
from tests.spoken import said_word

HIDDEN, MOST_BYTES = 512, 3_000_000


def a_take(n_words: int = 2) -> SpokenPhones:
    """A take of whisper's size; one phone to a word, of no sound in particular."""
    generator = np.random.default_rng(0)
    shape = (n_words, len(LAYERS), HIDDEN)
    return SpokenPhones(
        phones=np.arange(n_words),
        words=np.arange(n_words),
        spans=np.array([[i * 0.1, i * 0.1 + 0.1] for i in range(n_words)], np.float32),
        states=np.float16(generator.normal(0, 1, shape)),
        pooled=np.float32(generator.normal(0, 1, (len(UPPER_LAYERS), 3, HIDDEN))),
        word_likelihoods=np.full((n_words, 2), -1.0, np.float32),
        word_states=np.float16(generator.normal(0, 1, (n_words, HIDDEN))),
    )


@pytest.fixture(scope="module")
def model() -> DeliveryModel:
    return DeliveryModel.read(assets_folder("delivery"))


def test_it_is_small_enough_to_ship() -> None:
    size = (assets_folder("delivery") / "head.safetensors").stat().st_size
    assert size < MOST_BYTES


def test_it_says_how_far_every_score_wavers(model: DeliveryModel) -> None:
    assert set(model.repeatability) == set(RATED)
    assert all(0 < half < 3 for half in model.repeatability.values())


def test_every_score_lies_in_its_interval_and_on_the_scale(
    model: DeliveryModel,
) -> None:
    words = (said_word(0, (1,)), said_word(1, (0, 1)))
    delivery, judged = model.predict(a_take(), words)
    for score in (delivery.total, delivery.completeness, judged[0].accuracy):
        assert 0 <= score.low <= score.value <= score.high <= 10
    assert [word.text for word in judged] == [word.text for word in words]


def test_a_word_is_reported_only_below_the_threshold(model: DeliveryModel) -> None:
    for word in model.predict(a_take(), (said_word(0, (1,)), said_word(1, (1,))))[1]:
        bound = min(model.unclear_below, REPORTED_BELOW)
        assert word.clear == (word.accuracy.value >= bound)


def test_another_sound_is_named_only_where_the_phone_is_not_right() -> None:
    phone = PhoneSegment("TH", 0.0, 0.1)
    assert heard(phone, 0.6, "S").heard_as == "S"
    assert heard(phone, 1.9, "S").heard_as is None
    assert heard(phone, 0.6, None).heard_as is None
    assert heard(phone, 1.9, "S").score == 1.9


def test_in_a_clear_word_only_an_exchanged_sound_is_named() -> None:
    phone = PhoneSegment("TH", 0.0, 0.1)
    assert heard(phone, 0.6, "S", clear=True).heard_as is None
    asked = heard(phone, 1.9, "S", Exchanged("S", is_sure=False), clear=True)
    assert (asked.heard_as, asked.score) == ("S", 1.9)
    told = heard(phone, 1.9, "S", Exchanged("S", is_sure=True), clear=True)
    assert (told.heard_as, told.score) == ("S", WRONG)


@pytest.mark.parametrize(
    ("expected", "other"), [("AY1", "R"), ("K", "T"), ("DH", "EH")]
)
def test_a_sound_that_nobody_says_instead_is_not_named(
    expected: str, other: str
) -> None:
    assert heard(PhoneSegment(expected, 0.0, 0.1), 0.3, other).heard_as is None


def test_every_rated_phone_has_its_own_posterior(model: DeliveryModel) -> None:
    natives = model.raters.describer.natives
    shares = np.exp(natives.log_posteriors(a_take(3).states))
    assert shares.shape == (3, len(PHONES))
    np.testing.assert_allclose(shares.sum(1), 1, atol=1e-4)


def test_a_model_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no usable head"):
        DeliveryModel.read(tmp_path)


def test_a_word_with_a_sound_that_was_surely_another_is_unclear(
    model: DeliveryModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of its two sounds one is wrong, so half of its accuracy is the most it can have."""
    phones = (PhoneSegment("TH", 0.0, 0.1), PhoneSegment("IH1", 0.1, 0.2))
    word = said_word(0, (1,))
    word = replace(word, syllables=(replace(word.syllables[0], phones=phones),))
    take = replace(a_take(2), words=np.zeros(2, int), word_likelihoods=np.ones((1, 2)))
    take = replace(take, word_states=take.word_states[:1])
    found = [Exchanged("S", is_sure=True), None]
    monkeypatch.setattr(delivery_model, "exchanged_in", lambda *_, **__: found)
    (judged,) = model.predict(take, (word,))[1]
    assert judged.clear is False
    assert judged.accuracy.value <= 5.0
    assert judged.syllables[0].phones[0].heard_as == "S"
