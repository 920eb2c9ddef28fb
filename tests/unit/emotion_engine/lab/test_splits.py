"""No split lets a speaker appear on both sides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.splits import corpus_folds, folds_of, speaker_folds, within
from tests.corpus import write_corpus


@settings(deadline=None)
@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=60).filter(
        lambda speakers: len(set(speakers)) > 1
    ),
    st.integers(2, 6),
    st.integers(0, 5),
)
def test_no_speaker_is_on_both_sides(
    speakers: list[str], n_folds: int, seed: int
) -> None:
    names = np.array(speakers)
    tested = []
    for fold in speaker_folds(speakers, n_folds=n_folds, seed=seed):
        assert not set(names[fold.train]) & set(names[fold.test])
        assert len(fold.train) + len(fold.test) == len(speakers)
        tested += fold.test.tolist()
    assert sorted(tested) == list(range(len(speakers)))


def test_one_speaker_cannot_be_split() -> None:
    with pytest.raises(CorpusError, match="two speakers"):
        speaker_folds(["a", "a"], n_folds=2)


@given(st.integers(2, 9), st.integers(1, 4))
def test_of_several_corpora_the_tested_one_is_never_learnt_from(
    n_folds: int, n_readers: int
) -> None:
    corpora = np.repeat(["timit", "ravdess"], 3 * n_readers)
    speakers = [f"{c} {i % n_readers}" for i, c in enumerate(corpora)]
    folds = corpus_folds(corpora, speakers, n_folds=n_folds)
    assert len(folds) == n_folds
    for fold in folds:
        assert not set(corpora[fold.train]) & set(corpora[fold.test])
    assert sorted(np.concatenate([f.test for f in folds])) == list(range(len(corpora)))


def test_one_corpus_alone_is_split_by_speaker() -> None:
    (first, _) = corpus_folds(["timit"] * 4, list("aabb"), n_folds=2)
    assert len(first.train) == len(first.test) == 2


def test_the_manifest_decides_where_it_names_folds(tmp_path: Path) -> None:
    rows = [{"speaker": s, "fold": f} for s, f in zip("aabc", "1110", strict=True)]
    rows += [{"speaker": "d", "fold": 10}]
    folds = folds_of(load_corpus(write_corpus(tmp_path, rows)))
    assert [fold.name for fold in folds] == ["0", "1", "10"]
    assert folds[1].test.tolist() == [0, 1, 2]
    assert folds[1].train.tolist() == [3, 4]


def test_a_manifest_whose_folds_share_a_speaker_is_refused(tmp_path: Path) -> None:
    rows = [{"speaker": "a", "fold": 1}, {"speaker": "a", "fold": 2}]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    with pytest.raises(CorpusError, match="Speaker a is in folds 1 and 2"):
        folds_of(corpus)


def test_inner_splits_stay_inside_the_training_part() -> None:
    speakers = [name for name in "abcdef" for _ in range(3)]
    train = np.arange(3, 18)  # without a
    for fitted_on, held_out in within(train, speakers, n_folds=5):
        assert not {0, 1, 2} & {*fitted_on.tolist(), *held_out.tolist()}
        assert not {speakers[i] for i in fitted_on} & {speakers[i] for i in held_out}


@pytest.mark.data
def test_the_folds_of_ravdess_hold_four_unseen_actors_each(speech_data: Path) -> None:
    corpus = load_corpus(speech_data / "ravdess", needs=("emotion", "fold"))
    names = np.array(corpus.speakers)
    folds = folds_of(corpus)
    assert len(folds) == 6
    for fold in folds:
        assert len(set(names[fold.test])) == 4
        assert not set(names[fold.test]) & set(names[fold.train])
