"""As many clips of fewer speakers are compared with those of all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.evaluation.curve import curve_markdown, measure_curve
from emotion_engine.lab.evaluation.fewer_speakers import (
    half_and_quarter,
    most_clips,
    speakers_in_words,
)
from emotion_engine.lab.training.runs import RunStore
from tests.corpus import write_corpus

STYLES = ("happy", "sad")


class Acquaintance:
    """Right in all takes if it has met more than ``needs`` speakers, else in half."""

    name, recipe = "transfer", "made"

    def __init__(self, needs: int) -> None:
        self.needs = needs

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        truth = np.array([STYLES.index(corpus.emotions[i]) for i in test])
        met = len({corpus.speakers[i] for i in train})
        if met <= self.needs:
            truth = np.where(np.arange(len(test)) % 4 < 2, truth, 1 - truth)
        return np.eye(2)[truth]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rows = [
        {"speaker": f"s{speaker}", "emotion": STYLES[number % 2]}
        for speaker in range(12)
        for number in range(8)
    ]
    return load_corpus(write_corpus(tmp_path / "made", rows))


def measured(corpus: Corpus, tmp_path: Path, needs: int) -> dict:
    store = RunStore(tmp_path / "runs")
    sizes, speakers = [2, 12, 16, 20, 30], [1, 3, 5, 10, 99]
    return measure_curve(
        corpus, [Acquaintance(needs)], sizes, [0, 1], store, speakers=speakers
    )


def test_sizes_that_so_few_speakers_do_not_have_are_left_out(
    corpus: Corpus, tmp_path: Path
) -> None:
    rows = measured(corpus, tmp_path, 0)["fewer_speakers"]
    assert [(row["speakers"], row["clips"]) for row in rows] == [
        (3, 2),
        (3, 12),
        (5, 2),
        (5, 12),
        (5, 16),
        (5, 20),
    ]
    assert {row["of"] for row in rows} == {10}


def test_what_fewer_speakers_cost_is_said_with_the_most_clips_they_have(
    corpus: Corpus, tmp_path: Path
) -> None:
    values = measured(corpus, tmp_path, 5)
    assert "| transfer | 12 | 3 of 10 | 50.0" in curve_markdown(values)
    words = speakers_in_words(most_clips(values, "transfer"))
    assert words[0].startswith("20 clips per class of 5 speakers instead of 10: -50.0")
    assert words[1].startswith("12 clips per class of 3 speakers instead of 10: -50.0")
    assert "new speakers are worth more" in words[2]
    assert not most_clips(values, "another")


def test_no_more_is_promised_of_new_speakers_than_was_found(
    corpus: Corpus, tmp_path: Path
) -> None:
    values = measured(corpus, tmp_path, 0)
    words = speakers_in_words(most_clips(values, "transfer"))
    assert "no clear difference" in words[-1]


def test_fewer_speakers_that_do_better_are_noticed() -> None:
    row = {"clips": 5, "speakers": 3, "of": 9, "difference": 0.1}
    words = speakers_in_words([row | {"interval": (0.05, 0.15)}])
    assert "listen to the clips of the others" in words[-1]


def test_a_curve_without_fewer_speakers_says_nothing_of_them() -> None:
    assert most_clips({"learners": {}}, "transfer") == ()
    assert speakers_in_words([]) == []


def test_half_and_a_quarter_are_of_those_in_training(corpus: Corpus) -> None:
    assert half_and_quarter(corpus) == (5, 2)
