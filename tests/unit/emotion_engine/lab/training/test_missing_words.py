"""Which words of a take are cut out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from emotion_engine.delivery.missing import NAMES
from emotion_engine.lab.training.left_out import MOST_CUT
from emotion_engine.lab.training.missing_words import (
    SURELY_PLACED,
    DescribedWord,
    drawn,
    may_be_cut,
)
from tests.spoken import aligned


def test_words_are_cut_apart_from_each_other_and_no_more_than_a_few() -> None:
    words = aligned(*[(1,)] * 7).words
    for seed in range(20):
        found = [w.index for w in drawn(words, np.random.default_rng(seed))]
        assert len(found) == MOST_CUT
        assert abs(found[0] - found[1]) > 1
    assert drawn(words[:1], np.random.default_rng(0)) == [words[0]]


def test_only_a_word_that_was_said_where_it_was_aligned_is_cut() -> None:
    (word,) = aligned((1,)).words
    sure = DescribedWord(word, np.zeros(len(NAMES)), known_missing=False)
    assert may_be_cut(sure)
    assert not may_be_cut(replace(sure, known_missing=True))
    unsure = replace(word, confidence=SURELY_PLACED - 0.1)
    assert not may_be_cut(replace(sure, placed=unsure))
