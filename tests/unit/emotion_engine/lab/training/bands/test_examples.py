"""From a measured take to an example: targets in their order, NaN where unknown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.lab.training.bands.examples import (
    SYLLABLE_TARGETS,
    Selection,
    as_learner,
    as_measured,
    joined,
    to_example,
)
from emotion_engine.profiles.expected.targets import TAKE, WORD_CHANCES
from emotion_engine.profiles.measures import syllable_points
from emotion_engine.profiles.natives import NativeTake
from emotion_engine.results import SyllableResult
from tests.corpus import write_corpus
from tests.spoken import native_takes

YES_NO = 7  # the column of a whole take that is 1 in a question without "who" or "why"


def test_an_example_has_a_row_for_each_syllable_word_and_take() -> None:
    found = to_example(native_takes(1)[0], "arctic")
    assert [len(level.targets) for level in (found.syllables, found.words)] == [3, 2]
    assert found.speaker == "arctic speaker 0"
    assert found.syllables.targets[1, 0] == pytest.approx(1.2)  # its relative length
    assert found.syllables.chances[:, 0].tolist() == [0, 1, 1]
    assert found.whole.targets[0, TAKE.index("pause_s")] == pytest.approx(0.1)


def test_pitch_is_that_of_a_take_that_moves_as_far_as_usual() -> None:
    take = native_takes(1)[0]
    found = to_example(take, "arctic")
    first = SYLLABLE_TARGETS.index("melody_0")
    usual, own = (
        rows.targets[0, first]
        for rows in (found.syllables, as_measured(found, "syllables"))
    )
    assert own == pytest.approx(syllable_points(said(take), take.melody)[1][0])
    assert usual == pytest.approx(own / found.spread.pitch)
    assert found.spread.pitch != 1.0
    assert as_measured(found, "words") is found.words


def said(take: NativeTake) -> SyllableResult:
    return take.words[0].syllables[0]


def test_a_pause_belongs_to_the_word_before_it() -> None:
    words = to_example(native_takes(1)[0], "arctic").words
    assert words.chances[:, WORD_CHANCES.index("pause")].tolist() == [1, 0]
    assert words.targets[0, 0] == pytest.approx(np.log(0.1))
    assert np.isnan(words.targets[1, 0])


def test_books_and_styles_are_told_apart() -> None:
    take = native_takes(1)[0]
    plain, book = (to_example(take, name).whole for name in ("arctic", "librispeech"))
    happy = to_example(replace(take, style="happy"), "arctic").whole
    for other in (book, happy):
        assert not np.array_equal(plain.features, other.features)


def test_a_native_may_be_described_as_a_learner_who_reads_the_sentence() -> None:
    take = native_takes(1)[0]
    read, book = (to_example(take, name) for name in ("arctic", "librispeech"))
    for level in ("syllables", "words", "whole"):
        found = getattr(as_learner(book), level).features
        np.testing.assert_array_equal(found, getattr(read, level).features)


def test_a_question_is_one_without_its_mark_as_well() -> None:
    asked, told = (
        to_example(replace(native_takes(1)[0], text=text), "arctic").whole.features
        for text in ("Do you.", "You do.")
    )
    assert asked[0, YES_NO] == 1
    assert told[0, YES_NO] == 0


def test_rows_are_put_under_each_other() -> None:
    one = to_example(native_takes(1)[0], "arctic").words
    assert len(joined([one, one]).features) == 4


def test_all_takes_of_given_phrases_are_chosen_and_some_of_others(
    tmp_path: Path,
) -> None:
    rows = [{"speaker": f"s{i}", "text": t} for i in range(3) for t in ("Go.", "No.")]
    folder = write_corpus(tmp_path / "arctic", rows)
    known, other = [
        Selection(texts=("go",), speakers=2, limit=limit).natives(folder).utterances
        for limit in (0, 1)
    ]
    assert [(u.speaker, u.text) for u in known] == [("s0", "Go."), ("s1", "Go.")]
    assert [u.text for u in other] == ["Go.", "Go.", "No."]


def test_of_other_corpora_short_takes_of_people_who_are_not_reserved_are_drawn(
    tmp_path: Path,
) -> None:
    rows = [
        {"speaker": s, "text": f"Go {n}.", "duration_s": d}
        for s in ("121", "122")
        for n, d in (("on", 2.0), ("in", 3.0), ("out", 20.0))
    ]
    folder = write_corpus(tmp_path / "librispeech_clean", rows)
    learnt = Selection(limit=9).natives(folder).utterances
    assert {(u.speaker, u.text) for u in learnt} == {
        ("122", "Go on."),
        ("122", "Go in."),
    }
    assert len(Selection(limit=3).natives(folder, with_reserved=True)) == 3
