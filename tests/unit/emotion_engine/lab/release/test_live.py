"""The live CNN is measured on people whom neither training nor any choice has met."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.corpora.reserved import RESERVED
from emotion_engine.lab.release.live import Material, left, style_figures
from emotion_engine.lab.training.cnn.live import StyleTakes
from tests.cnns import banded_takes, toy_live


def corpus(name: str, n_speakers: int = 12) -> Corpus:
    takes = [
        Utterance(Path(f"{speaker}-{take}.wav"), f"s{speaker}", emotion="neutral")
        for speaker in range(n_speakers)
        for take in range(3)
    ]
    return Corpus(Path(name), tuple(takes))


def test_who_is_trained_on_chosen_on_and_measured_are_different_people() -> None:
    material = Material.of(corpus("acted"), corpus("read"), corpus("far"), seed=0)
    for folds, people in (
        (material.acted, material.corpus.speakers),
        (material.read, material.reading.speakers),
    ):
        parts = [left(folds), folds[0].test, folds[1].test]
        groups = [{people[i] for i in part} for part in parts]
        assert all(groups)
        assert sum(map(len, groups)) == len(set(people)) == len(set.union(*groups))


def test_readers_that_are_reserved_are_measured_and_nothing_else() -> None:
    reserved = sorted(RESERVED["librispeech_clean"])
    takes = [Utterance(Path(f"{name}.wav"), name) for name in reserved]
    others = corpus("librispeech_clean")
    reading = replace(others, utterances=(*others.utterances, *takes))
    folds = Material.of(corpus("acted"), reading, corpus("far"), seed=0).read
    people = np.array(reading.speakers)
    assert set(people[folds[1].test]) == set(reserved)
    assert not {*people[left(folds)], *people[folds[0].test]} & set(reserved)
    assert not set(people[left(folds)]) & set(people[folds[0].test])


def test_of_readers_elsewhere_one_take_each_is_heard_and_none_is_trained_on() -> None:
    material = Material.of(corpus("acted"), corpus("read"), corpus("far"), seed=0)
    people, (choose, measure) = material.elsewhere.speakers, material.apart
    assert len(people) == len(set(people)) == 12
    assert not {people[i] for i in choose.test} & {people[i] for i in measure.test}


def test_figures_count_what_is_clear_and_how_often_that_is_right() -> None:
    mels, _ = banded_takes(6)
    truth = np.array([0, 1, 2] * 4)
    figures = style_figures(toy_live(), StyleTakes(mels, truth))
    assert figures["n"] == 12
    assert 0 <= figures["ua"] <= 1
    assert 0 <= figures["clear"] <= 1
