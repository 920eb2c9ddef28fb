"""A word made to stand out has to be heard."""

from __future__ import annotations

import numpy as np

from emotion_engine.lab.evaluation.emphasis import (
    HIGHER_ST,
    LONGER,
    LOUDER_DB,
    emphasise,
    heard,
)
from emotion_engine.resynthesis.world import Changes, WorldFrames
from tests.spoken import aligned, said_word


def test_only_the_word_is_changed_and_only_its_vowels_are_longer() -> None:
    frames = WorldFrames(np.full(200, 100.0), np.ones((200, 3)), np.ones((200, 3)))
    changes = Changes.none(200)
    word = aligned([1], [1, 0], [1]).words[1]  # from 0.2 to 0.6 s
    emphasise(frames, changes, word)
    for values, by in ((changes.gain_db, LOUDER_DB), (changes.shift_st, HIGHER_ST)):
        assert np.flatnonzero(values).tolist() == list(range(40, 120))
        assert values.max() == by
    longer = np.flatnonzero(changes.stretch > 1).tolist()
    assert longer == [*range(50, 70), *range(90, 110)]
    assert changes.stretch.max() == LONGER


def test_the_strongest_word_need_not_be_the_only_accented_one() -> None:
    words = (
        said_word(0, (1,), accent=0.8, accented=True),
        said_word(1, (1,), accent=1.0, accented=True),
        said_word(2, (1,), accent=0.1, accented=False),
    )
    assert [heard(words, i) for i in range(3)] == [
        (True, False),
        (True, True),
        (False, False),
    ]
