"""What is cut out of a take, and which words may be trusted to be whole."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.alignment.inflections import EndingKind, Inflection
from emotion_engine.delivery.endings import AskedEnding
from emotion_engine.lab.training.left_out import (
    MOST_CUT,
    doubtful_words,
    drawn,
    span_of,
    word_accuracies,
)
from tests.signals import SAMPLE_RATE, noise, silence, tone

KIND = Inflection(EndingKind.S, "like", ("S",))


def ending(word: int = 0, *, follows: bool = True) -> AskedEnding:
    return AskedEnding(word, KIND, np.array([[0.3, 0.4]]), follows)


def test_an_ending_is_cut_a_little_wider_than_it_was_placed() -> None:
    quiet = noise(1.0, rms=1e-4)
    inside, last = span_of(ending(), quiet), span_of(ending(follows=False), quiet)
    assert (inside.start_s, inside.end_s) == pytest.approx((0.29, 0.415))
    assert (last.start_s, last.end_s) == pytest.approx((0.29, 0.45))


def test_an_ending_is_cut_as_far_as_it_is_heard() -> None:
    hiss = np.diff(noise(0.17), prepend=0.0)
    take = np.concatenate([silence(0.3), hiss, tone(120, 0.3), silence(0.2)])
    take += noise(len(take) / SAMPLE_RATE, rms=1e-4)
    assert span_of(ending(), take).end_s == pytest.approx(0.485, abs=0.012)


def test_no_more_than_a_few_endings_of_a_take_are_cut() -> None:
    endings = [ending(word) for word in range(5)]
    found = drawn(endings, np.random.default_rng(0))
    assert len(found) == MOST_CUT
    assert found[0].word != found[1].word
    assert drawn(endings[:1], np.random.default_rng(0)) == endings[:1]


def test_words_that_experts_find_fault_with_are_doubtful(tmp_path: Path) -> None:
    assert word_accuracies(tmp_path) == {}
    words = [{"accuracy": [10, 10]}, {"accuracy": [10, 6]}]
    line = json.dumps({"utterance": "one", "words": words})
    (tmp_path / "scores.jsonl").write_text(f"{line}\n")
    assert word_accuracies(tmp_path) == {"one": [10.0, 8.0]}
    assert doubtful_words([10.0, 8.0]) == {1}
    assert doubtful_words(None) == set()
