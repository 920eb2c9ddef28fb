"""The curve measures learners of known accuracy, and judges the claim."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.evaluation.curve import (
    curve_markdown,
    draw_curve,
    measure_curve,
)
from emotion_engine.lab.evaluation.graphs import spread
from emotion_engine.lab.evaluation.strategies import (
    compare_strategies,
    draw_strategies,
    strategies_markdown,
)
from emotion_engine.lab.training.runs import RunStore
from tests.corpus import write_corpus

STYLES = ("happy", "sad")


class Oracle:
    """Knows the truth, and says it so often."""

    recipe = "made"

    def __init__(self, name: str, right: dict[int, float]) -> None:
        self.name, self.right = name, right

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        truth = np.array([STYLES.index(corpus.emotions[i]) for i in test])
        share = self.right.get(len(train) // 2, 0.9)
        n_wrong = round((1 - share) * len(test))
        said = np.where(np.arange(len(test)) < n_wrong, 1 - truth, truth)
        return np.eye(2)[said]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rows = [
        {"speaker": f"s{speaker}", "emotion": STYLES[number % 2]}
        for speaker in range(4)
        for number in range(12)
    ]
    return load_corpus(write_corpus(tmp_path / "made", rows))


@pytest.mark.parametrize(
    ("transfer", "verdict"),
    [(1.0, "holds"), (0.5, "does not hold"), (0.75, "undecided")],
)
def test_the_claim_is_judged_by_the_paired_interval(
    corpus: Corpus, tmp_path: Path, transfer: float, verdict: str
) -> None:
    learners = [
        Oracle("transfer", {2: transfer}),
        Oracle("weak", {16: 0.5}),
        Oracle("strong", {16: 0.75}),
    ]
    store = RunStore(tmp_path / "runs")
    values = measure_curve(corpus, learners, [2, 16, 200], [0, 1], store)
    assert values["sizes"] == [2, 16]
    (claim,) = values["claim"]
    assert (claim["n"], claim["baseline"], claim["baseline_n"]) == (2, "strong", 16)
    assert claim["verdict"] == verdict
    assert verdict in curve_markdown(values)


def test_the_curve_is_drawn_as_a_graph(corpus: Corpus, tmp_path: Path) -> None:
    learners = [Oracle("transfer", {2: 1.0}), Oracle("weak", {2: 0.5})]
    store = RunStore(tmp_path / "runs")
    values = measure_curve(corpus, learners, [2, 4], [0], store)
    for name in ("a.svg", "b.svg"):
        draw_curve(values, tmp_path / name)
    assert ET.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_strategies_are_compared_pair_by_pair(corpus: Corpus, tmp_path: Path) -> None:
    learners = [Oracle("one", {}), Oracle("two", {18: 0.5, 2: 0.5})]
    store = RunStore(tmp_path / "runs")
    values = compare_strategies(corpus, learners, [2], [0], store)
    assert {p["size"]: round(p["difference"], 2) for p in values["pairs"]} == {
        "all": 0.42,  # 11 of 12 takes of a speaker, against 6
        "2": 0.42,
    }
    draw_strategies(values, tmp_path / "out")
    drawn = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert drawn == ["by-class.svg", "by-size.svg", "by-strategy.svg"]
    assert "| one | all | 91.7" in strategies_markdown(values)


def test_strategies_can_be_compared_on_draws_alone(
    corpus: Corpus, tmp_path: Path
) -> None:
    learners = [Oracle("one", {}), Oracle("two", {4: 0.5, 2: 0.5})]
    store = RunStore(tmp_path / "runs")
    values = compare_strategies(corpus, learners, [2, 4], [0], store, draws_only=True)
    assert [pair["size"] for pair in values["pairs"]] == ["2", "4"]
    draw_strategies(values, tmp_path / "out")
    assert "| all |" not in strategies_markdown(values)
    with pytest.raises(CorpusError, match="small enough"):
        compare_strategies(corpus, learners, [], [0], store, draws_only=True)


def test_names_of_close_lines_are_moved_apart_in_their_order() -> None:
    placed = spread([50.0, 20.0, 50.5, 51.0], 3.0)
    assert placed == [50.0, 20.0, 53.0, 56.0]
