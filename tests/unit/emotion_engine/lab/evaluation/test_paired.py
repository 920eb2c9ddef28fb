"""Counts, intervals and paired tests agree with what was put in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.evaluation.paired import (
    Recognised,
    compare,
    figures,
    sign_permutation,
)
from emotion_engine.lab.metrics import unweighted_average_recall
from emotion_engine.lab.training.runs import Run, RunKey

LABELS = ("happy", "sad")


def made(n_speakers: int = 8, n_each: int = 10) -> Corpus:
    takes = [
        Utterance(Path("x.wav"), f"s{speaker}", emotion=LABELS[number % 2])
        for speaker in range(n_speakers)
        for number in range(n_each)
    ]
    return Corpus(Path("made"), tuple(takes))


def judged(corpus: Corpus, share_right: float, seed: int) -> Run:
    """A learner that is right so often."""
    truth = np.array([LABELS.index(style) for style in corpus.emotions])
    right = np.random.default_rng(seed).random(len(truth)) < share_right
    said = np.where(right, truth, 1 - truth)
    key = RunKey(f"{share_right}", "made", None, "1", seed)
    return Run(key, LABELS, np.arange(len(truth)), np.eye(2)[said])


def learner(corpus: Corpus, share_right: float, seeds: range = range(3)) -> Recognised:
    return Recognised.of(corpus, [judged(corpus, share_right, s) for s in seeds])


def test_counted_ua_is_that_of_the_metric() -> None:
    corpus = made()
    run = judged(corpus, 0.7, 0)
    said = [LABELS[i] for i in run.probabilities.argmax(1)]
    expected = unweighted_average_recall(corpus.emotions, said, LABELS)
    assert np.isclose(Recognised.of(corpus, [run]).ua_by_seed[0], expected)


def test_the_interval_holds_the_figure_and_widens_with_fewer_speakers() -> None:
    widths = []
    for n_speakers in (4, 64):
        found = figures(learner(made(n_speakers), 0.7))
        low, high = found["ua_interval"]
        assert low <= found["ua"] <= high
        widths.append(high - low)
    assert widths[0] > 1.5 * widths[1]


def test_a_seed_counts_only_the_speakers_it_held_out() -> None:
    corpus, held_out = made(4), {0: ("s0", "s1"), 1: ("s2",)}
    runs = []
    for seed, speakers in held_out.items():
        whole = judged(corpus, 0.7, seed)
        mine = np.flatnonzero(np.isin(corpus.speakers, speakers))
        runs.append(replace(whole, takes=mine, probabilities=whole.probabilities[mine]))
    found = Recognised.of(corpus, runs)
    assert found.totals.sum(axis=2).tolist() == [[10, 10, 0], [0, 0, 10]]
    for seed, run in enumerate(runs):
        truth = [corpus.emotions[take] for take in run.takes]
        said = [LABELS[i] for i in run.probabilities.argmax(1)]
        expected = unweighted_average_recall(truth, said, LABELS)
        assert np.isclose(found.ua_by_seed[seed], expected)
    low, high = figures(found)["ua_interval"]
    assert low <= found.ua_by_seed.mean() <= high


def test_a_learner_is_no_better_than_itself() -> None:
    one = learner(made(), 0.7)
    found = compare(one, one)
    assert found["difference"] == 0
    assert found["interval"] == (0, 0)
    assert found["p_permutation"] == 1


def test_a_much_better_learner_is_surely_better() -> None:
    corpus = made()
    found = compare(learner(corpus, 0.95), learner(corpus, 0.55))
    assert found["interval"][0] > 0.2
    assert np.isclose(found["p_permutation"], 2 / 2**8)


def test_signs_by_chance_are_exact_for_few_and_close_for_many() -> None:
    assert sign_permutation([1.0, 1.0, 1.0, 1.0, 1.0]) == 2 / 32
    assert sign_permutation([1.0, -1.0]) == 1
    assert sign_permutation([0.1] * 24) < 0.001
