"""Runs are kept as they finish, and nothing finished is run again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.errors import TrainingError
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.training.runs import RunStore, corpus_hash, run_all
from tests.corpus import write_corpus

STYLES = ("happy", "sad")


class Guesser:
    """A learner that is halted after so many runs."""

    name = "a guess / by chance"
    recipe = "guessing"

    def __init__(self, halt_after: int = 1000) -> None:
        self.halt_after = halt_after
        self.asked: list[tuple[int, int]] = []

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        if len(self.asked) == self.halt_after:
            raise KeyboardInterrupt
        assert not {corpus.speakers[i] for i in train} & {
            corpus.speakers[i] for i in test
        }
        self.asked.append((len(train), seed))
        likely = np.random.default_rng(seed).random(len(test))
        return np.stack([likely, 1 - likely], axis=1)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rows = [
        {"speaker": speaker, "emotion": style}
        for speaker in "abc"
        for style in STYLES
        for _ in range(2)
    ]
    return load_corpus(write_corpus(tmp_path / "made", rows))


def test_every_fold_size_and_seed_is_run(corpus: Corpus, tmp_path: Path) -> None:
    guesser = Guesser()
    runs = run_all([guesser], corpus, [1, None], [0, 1], RunStore(tmp_path / "runs"))
    assert len(runs) == 3 * 2 * 2
    assert sorted(guesser.asked) == sorted([(2, 0), (8, 0), (2, 1), (8, 1)] * 3)
    heard = np.concatenate([r.takes for r in runs if r.key.seed == 1 and r.key.size])
    assert sorted(heard) == list(range(len(corpus)))


def test_each_seed_holds_out_another_fold_if_asked(
    corpus: Corpus, tmp_path: Path
) -> None:
    store = RunStore(tmp_path / "runs")
    runs = run_all([Guesser()], corpus, [1], range(4), store, fold_per_seed=True)
    assert [(run.key.seed, run.key.fold) for run in runs] == [
        (0, "1"),
        (1, "2"),
        (2, "3"),
        (3, "1"),
    ]
    resumed = Guesser()
    run_all([resumed], corpus, [1], [0, 1, 2], store)
    assert len(resumed.asked) == 9 - 3


def test_runs_of_fewer_speakers_are_runs_of_their_own(
    corpus: Corpus, tmp_path: Path
) -> None:
    store, guesser = RunStore(tmp_path / "runs"), Guesser()
    for n_speakers in (None, 1):
        run_all([guesser], corpus, [None], [0], store, n_speakers=n_speakers)
    assert guesser.asked == [(8, 0)] * 3 + [(4, 0)] * 3


def test_a_run_kept_without_its_number_of_speakers_had_all(
    corpus: Corpus, tmp_path: Path
) -> None:
    store = RunStore(tmp_path / "runs")
    run_all([Guesser()], corpus, [1], [0], store)
    file = store.file_of(Guesser.name)
    file.write_text(file.read_text().replace(',"n_speakers":null', ""))
    resumed = Guesser()
    run_all([resumed], corpus, [1], [0], store)
    assert not resumed.asked


def test_a_halted_trial_goes_on_where_it_stopped(
    corpus: Corpus, tmp_path: Path
) -> None:
    store = RunStore(tmp_path / "runs")
    with pytest.raises(KeyboardInterrupt):
        run_all([Guesser(halt_after=4)], corpus, [1, 2], [0], store)
    resumed, again = Guesser(), Guesser()
    runs = run_all([resumed], corpus, [1, 2], [0], store)
    assert len(resumed.asked) == 2
    same = run_all([again], corpus, [1, 2], [0], store)
    assert not again.asked
    for one, other in zip(runs, same, strict=True):
        assert one.key == other.key
        np.testing.assert_allclose(one.probabilities, other.probabilities, atol=1e-5)


def test_a_line_cut_short_by_a_kill_is_run_again(
    corpus: Corpus, tmp_path: Path
) -> None:
    store = RunStore(tmp_path / "runs")
    run_all([Guesser()], corpus, [1], [0], store)
    file = store.file_of(Guesser.name)
    file.write_bytes(file.read_bytes()[:-40])
    resumed = Guesser()
    run_all([resumed], corpus, [1], [0], store)
    assert len(resumed.asked) == 1
    assert len(store.read(Guesser.name)) == 3


def test_a_learner_that_says_no_number_is_refused_and_not_kept(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, store = Guesser(), RunStore(tmp_path / "runs")
    monkeypatch.setattr(
        broken, "fit_predict", lambda *given, **_: np.full((len(given[2]), 2), np.nan)
    )
    with pytest.raises(TrainingError, match="no number"):
        run_all([broken], corpus, [1], [0], store)
    assert not store.read(Guesser.name)


def test_a_kept_run_without_numbers_is_run_again(
    corpus: Corpus, tmp_path: Path
) -> None:
    store, resumed = RunStore(tmp_path / "runs"), Guesser()
    first = run_all([Guesser()], corpus, [1], [0], store)[0]
    store.file_of(Guesser.name).unlink()
    store.add(replace(first, probabilities=np.full((4, 2), np.nan)))
    runs = run_all([resumed], corpus, [1], [0], store)
    assert len(resumed.asked) == 3
    assert all(np.isfinite(run.probabilities).all() for run in runs)


def test_a_run_of_another_corpus_does_not_count(corpus: Corpus, tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs")
    run_all([Guesser()], corpus, [1], [0], store)
    other = Corpus(corpus.folder, corpus.utterances[::-1])
    assert corpus_hash(other) != corpus_hash(corpus)
    resumed = Guesser()
    run_all([resumed], other, [1], [0], store)
    assert len(resumed.asked) == 3


def test_what_another_process_has_just_run_is_not_run_again(
    corpus: Corpus, tmp_path: Path
) -> None:
    store = RunStore(tmp_path / "runs")

    class Joined(Guesser):
        """While it works on the first size, another process does the second."""

        def fit_predict(
            self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
        ) -> np.ndarray:
            if not self.asked:
                run_all([Guesser()], corpus, [2], [0], store)
            return super().fit_predict(corpus, train, test, seed=seed)

    joined = Joined()
    run_all([joined], corpus, [1, 2], [0], store)
    assert joined.asked == [(2, 0)] * 3


def test_runs_of_another_recipe_are_not_taken_for_these(
    corpus: Corpus, tmp_path: Path
) -> None:
    store, before, now = RunStore(tmp_path / "runs"), Guesser(), Guesser()
    now.recipe = "guessing again"
    run_all([before], corpus, [None], [0], store)
    runs = run_all([now], corpus, [None], [0], store)
    assert len(now.asked) == len(runs) == 3
    assert {run.key.recipe for run in runs} == {"guessing again"}
