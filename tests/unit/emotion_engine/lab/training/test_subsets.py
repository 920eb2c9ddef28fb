"""Small training sets: a number of takes per style, spread, nested, reproducible."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import numpy as np

from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.training.subsets import draw, of_speakers, sizes_within


def corpus_of(n_speakers: int = 4, n_each: int = 6) -> Corpus:
    takes = [
        Utterance(Path(f"{speaker}{style}{number}.wav"), f"s{speaker}", emotion=style)
        for speaker in range(n_speakers)
        for style in ("happy", "sad")
        for number in range(n_each if style == "happy" else 2)
    ]
    return Corpus(Path("made"), tuple(takes))


def styles_of(corpus: Corpus, takes: np.ndarray) -> Counter:
    return Counter(corpus.emotions[take] for take in takes)


def test_so_many_of_each_style_are_drawn_or_all_it_has() -> None:
    corpus = corpus_of()
    everything = np.arange(len(corpus))
    assert styles_of(corpus, draw(corpus, everything, 3, seed=0)) == {
        "happy": 3,
        "sad": 3,
    }
    drawn = draw(corpus, everything, 12, seed=0)
    assert styles_of(corpus, drawn) == {"happy": 12, "sad": 8}


def test_smaller_draws_are_within_larger_ones() -> None:
    corpus = corpus_of()
    everything = np.arange(len(corpus))
    draws = [set(draw(corpus, everything, n, seed=3)) for n in (1, 2, 5, 12)]
    assert all(small < large for small, large in itertools.pairwise(draws))


def test_every_speaker_has_a_turn_before_one_has_a_second() -> None:
    corpus = corpus_of()
    for seed in range(5):
        drawn = draw(corpus, np.arange(len(corpus)), 6, seed=seed)
        happy = [t for t in drawn if corpus.emotions[t] == "happy"]
        turns = Counter(corpus.speakers[take] for take in happy)
        assert sorted(turns.values()) == [1, 1, 2, 2]


def test_only_training_takes_are_drawn() -> None:
    corpus = corpus_of()
    for fold in speaker_folds(corpus.speakers, n_folds=4):
        drawn = draw(corpus, fold.train, 5, seed=0)
        assert set(drawn) <= set(fold.train)


def test_as_many_takes_come_from_so_many_speakers() -> None:
    corpus = corpus_of()
    everything = np.arange(len(corpus))
    for seed in range(5):
        drawn = draw(corpus, everything, 3, seed=seed, n_speakers=2)
        assert styles_of(corpus, drawn) == {"happy": 3, "sad": 3}
        assert len({corpus.speakers[take] for take in drawn}) == 2


def test_fewer_speakers_are_among_more() -> None:
    corpus = corpus_of()
    everything = np.arange(len(corpus))
    groups = [set(of_speakers(corpus, everything, n, seed=1)) for n in (1, 2, 3, 4)]
    assert all(few < more for few, more in itertools.pairwise(groups))


def test_a_seed_draws_the_same_and_another_one_others() -> None:
    corpus = corpus_of()
    everything = np.arange(len(corpus))
    first = draw(corpus, everything, 3, seed=0)
    assert np.array_equal(first, draw(corpus, everything, 3, seed=0))
    others = [draw(corpus, everything, 3, seed=seed) for seed in range(1, 5)]
    assert any(not np.array_equal(first, other) for other in others)


def test_sizes_that_most_styles_do_not_reach_are_left_out() -> None:
    corpus = corpus_of(n_speakers=4, n_each=6)  # 18 happy and 6 sad in training
    folds = speaker_folds(corpus.speakers, n_folds=4)
    assert sizes_within(corpus, folds, (5, 12, 13, 5)) == (5, 12)
