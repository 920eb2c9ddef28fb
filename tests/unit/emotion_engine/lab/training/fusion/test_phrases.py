"""Phrases as tokens and as phones."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.fusion.phrases import PHONES, Phrase, phones_of, words_in
from emotion_engine.lab.training.fusion.phrases import phrases_of
from emotion_engine.lab.training.fusion.takes import thinned
from tests.checkpoints import write_text


def test_tokens_know_their_word_and_equal_pieces_are_of_one_kind(
    tmp_path: Path,
) -> None:
    config = EngineConfig(text_encoder=str(write_text(tmp_path)), device="cpu")
    one, two = phrases_of(["the photograph", "we record the photograph"], config)
    assert one.words == ("the", "photograph")
    assert one.word_index.tolist() == [0, 1, 1]
    assert one.vectors.shape == (2, 3, 16)
    assert one.kinds.tolist() == two.kinds[2:].tolist()
    assert len(set(two.kinds.tolist())) == len(two.kinds)


def test_places_go_forward_and_stay_inside_the_take() -> None:
    vectors = np.zeros((1, 3, 2), np.float16)
    phrase = Phrase(vectors, ("a", "photograph"), np.array([0, 1, 1]), np.arange(3))
    places = phrase.places()
    assert (np.diff(places) > 0).all()
    assert 0 < places[0] < 0.2
    assert places[-1] < 1


def test_phones_carry_the_mean_of_their_words_tokens() -> None:
    vectors = np.float16([[[1.0], [2.0], [4.0]]])
    phrase = Phrase(vectors, ("we", "record"), np.array([0, 1, 1]), np.arange(3))
    said = phrase.by_phone()
    assert [PHONES[kind - 1] for kind in said.kinds[:2]] == ["W", "IY"]
    assert said.vectors[0, :, 0].tolist() == [1.0] * 2 + [3.0] * (len(said.kinds) - 2)
    assert said.word_index.tolist() == [0] * 2 + [1] * (len(said.kinds) - 2)


def test_a_word_of_no_dictionary_is_one_step() -> None:
    assert phones_of("qzxv") == [0]


def test_words_are_found_between_marks() -> None:
    assert words_in("It's 10 o'clock, isn't it?") == (
        "It's",
        "10",
        "o'clock",
        "isn't",
        "it",
    )
    assert words_in(None) == ()


def test_neighbouring_frames_are_averaged_and_the_last_may_be_alone() -> None:
    frames = np.float16([[[0.0], [2.0], [4.0], [6.0], [9.0]]])
    assert thinned(frames, 2)[0, :, 0].tolist() == [1.0, 5.0, 9.0]
    assert thinned(frames, 1) is frames
