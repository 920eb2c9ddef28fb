"""The command line answers in tables and JSON, and bad input in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emotion_engine.lab.cli.commands import EVALUATIONS
from emotion_engine.lab.cli.main import main
from emotion_engine.lab.evaluation import alignment
from emotion_engine.lab.tasks import evaluation
from emotion_engine.profiles.store import read_profiles
from tests.corpus import write_corpus

ROWS = [{"speaker": "a", "sex": "female", "text": "Hello."}]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["evaluate", "expression"], "has no column emotion"),
        (["evaluate", "delivery"], "has no scores.jsonl"),
        (["train", "alignment"], "has no column utterance"),
        (["train", "expression"], "has no column emotion"),
        (["train", "delivery"], "has no scores.jsonl"),
        (["profile", "--out", "never.json"], "comes from"),
        (["profile", "--out", "never.json", "--source", "me"], "--licence as well"),
    ],
)
def test_what_a_corpus_lacks_is_said_in_one_line(
    arguments: list[str],
    line: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = write_corpus(tmp_path, ROWS)
    assert main([*arguments, "--data", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert line in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("task", EVALUATIONS)
def test_every_task_refuses_a_folder_that_is_not_there(
    task: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nowhere")
    more = ["--judged", nowhere] if task == "stress-cnn" else []
    assert main(["evaluate", task, "--data", nowhere, *more]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_an_unknown_task_ends_with_status_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["evaluate", "charm", "--data", "."])
    assert stopped.value.code == 2


def test_figures_go_to_the_screen_and_to_the_file(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task = evaluation(lambda folder, config: {"share": 0.25, "n": 4})
    monkeypatch.setattr(alignment, "TASK", task)
    file = tmp_path / "figures.json"
    arguments = ["evaluate", "alignment", "--data", str(tmp_path), "--json", str(file)]
    assert main(arguments) == 0
    assert capsys.readouterr().out.split() == ["share", "0.25", "n", "4"]
    assert json.loads(file.read_text()) == {"share": 0.25, "n": 4}


def test_without_expression_profiles_are_built_without_a_trace_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPRESSION_MODE", "off")
    shipped = Path("emotion_engine/assets/profiles/timit_sample.json")
    out = tmp_path / "profiles.json"
    folder = write_corpus(tmp_path, ROWS)
    arguments = ["profile", "--data", str(folder), "--out", str(out)]
    assert main([*arguments, "--from", str(shipped)]) == 0
    assert all(profile.expression is None for profile in read_profiles(out))
