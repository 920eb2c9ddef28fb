"""curve, compare-strategies, advise and train style, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.lab.cli.main import main
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.learner_registry import LEARNERS
from tests.corpus import write_corpus

STYLES = ("happy", "sad")


class Guesser:
    """Right the more often, the more takes it learnt from."""

    recipe = "made"

    def __init__(self, name: str) -> None:
        self.name = name

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        truth = np.array([STYLES.index(corpus.emotions[i]) for i in test])
        chance = np.random.default_rng(seed).random(len(test))
        wrong = chance < 0.5 * len(train) ** -0.4
        return np.eye(2)[np.where(wrong, 1 - truth, truth)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("transfer", "other"):
        monkeypatch.setitem(LEARNERS, name, lambda _, name=name: Guesser(name))
    rows = [
        {"speaker": f"s{speaker}", "emotion": style}
        for speaker in range(6)
        for style in STYLES
        for _ in range(6)
    ]
    return write_corpus(tmp_path / "made", rows)


def test_a_curve_is_measured_drawn_and_advised_on(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, runs, figures = tmp_path / "out", tmp_path / "runs", tmp_path / "curve.json"
    kept = ["--data", str(folder), "--runs", str(runs), "--seeds", "2"]
    command = ["curve", *kept, "--learners", "transfer", "other"]
    command += ["--clips", "2", "4", "8", "--out", str(out), "--json", str(figures)]
    assert main(command) == 0
    assert "| transfer |" in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {"curve.md", "curve.svg"}
    assert json.loads(figures.read_text())["sizes"] == [2, 4, 8]
    assert main(["advise", "--curve", str(figures)]) == 0
    assert "50 more per class" in capsys.readouterr().out
    assert main(["advise", *kept, "--more", "10"]) == 0
    advice = capsys.readouterr().out
    assert "10 more per class" in advice
    assert "10 clips per class of 2 speakers instead of 5" in advice


def test_a_curve_can_hold_out_one_fold_with_each_seed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["curve", "--data", str(folder), "--runs", str(tmp_path / "runs")]
    command += ["--learners", "transfer", "--clips", "2", "4", "--speakers", "2"]
    assert main([*command, "--seeds", "4", "--fold-per-seed"]) == 0
    table = capsys.readouterr().out
    assert "48 takes, 4 speakers" in table
    assert "one of 6 folds a seed" in table
    assert "| transfer | 4 | 2 of 5 |" in table


def test_strategies_are_compared_by_one_command(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["compare-strategies", "--data", str(folder), "--seeds", "1"]
    command += ["--learners", "transfer", "other", "--runs", str(tmp_path / "runs")]
    assert main([*command, "--out", str(tmp_path / "out")]) == 0
    assert "transfer − other" in capsys.readouterr().out
    assert (tmp_path / "out" / "by-class.svg").is_file()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["curve", "--learners", "magic"], "No learner 'magic'"),
        (["advise", "--learner", "magic"], "No learner 'magic'"),
        (["curve", "--clips", "500"], "No size"),
    ],
)
def test_what_cannot_be_measured_is_said_in_one_line(
    arguments: list[str], line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--data", str(folder)]) == 2
    err = capsys.readouterr().err
    assert line in err
    assert err.count("\n") == 1


def test_a_file_that_is_no_curve_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "curve.json"
    for content in ("not json", "[]", '{"learners": {}}'):
        path.write_text(content)
        assert main(["advise", "--curve", str(path)]) == 2
        assert "curve" in capsys.readouterr().err


def test_one_style_alone_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_corpus(tmp_path / "made", [{"speaker": "a", "emotion": "glad"}] * 8)
    arguments = ["--data", str(folder), "--out", str(tmp_path / "head")]
    assert main(["train", "style", *arguments]) == 2
    assert "All clips are glad" in capsys.readouterr().err
