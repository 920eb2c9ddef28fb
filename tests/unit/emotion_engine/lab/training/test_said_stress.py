"""The voice is asked for stress where the marks say, with and without the vowels."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training import said_stress
from emotion_engine.lab.training.said_stress import (
    WORDS,
    usual,
    with_vowels,
    write_said,
)
from emotion_engine.lab.training.stress_words import read_marks

BANANA = ("B", "AH0", "N", "AE1", "N", "AH0")


@pytest.fixture
def asked(monkeypatch) -> list:
    """Remember what the voice was asked to say."""
    heard: list = []

    def speak(plan, said, *, voice, marks=None):
        heard.append((said[2], marks))
        return np.zeros(1600, np.float32)

    monkeypatch.setattr(said_stress, "synthesize_phones", speak)
    return heard


def test_a_control_is_said_as_the_dictionary_has_it(asked, tmp_path, engine_config):
    assert write_said("control", tmp_path, engine_config, words=["banana"]) == (1, 0)
    assert asked == [(BANANA, None)]
    assert list(read_marks(load_corpus(tmp_path)).values()) == [1]


def test_with_the_mark_alone_the_vowels_stay(asked, tmp_path, engine_config) -> None:
    write_said("mark", tmp_path, engine_config, words=["banana"])
    ((said, marks),) = asked
    (syllable,) = read_marks(load_corpus(tmp_path)).values()
    assert said == BANANA
    assert marks[2].index(1) == syllable != 1


def test_with_the_vowels_the_old_one_is_weak_and_the_new_one_full(
    asked, tmp_path, engine_config
) -> None:
    write_said("mark-and-vowel", tmp_path, engine_config, words=["banana"])
    (syllable,) = read_marks(load_corpus(tmp_path)).values()
    assert asked == [(with_vowels(BANANA, syllable), None)]
    assert with_vowels(BANANA, 2) == ("B", "AH0", "N", "AH0", "N", "AH1")


def test_a_list_without_any_longer_word_is_refused(
    asked, tmp_path, engine_config
) -> None:
    with pytest.raises(CorpusError, match="two syllables"):
        write_said("mark", tmp_path, engine_config, words=["cat", "zzyzx"])


def test_the_list_has_enough_words_that_can_be_moved() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert sum(usual(word) is not None for word in WORDS) >= 120
