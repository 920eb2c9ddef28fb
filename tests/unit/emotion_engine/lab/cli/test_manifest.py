"""A corpus in its owner's layout becomes a manifest by one command."""

from __future__ import annotations

import logging
from collections import Counter
from pathlib import Path

import pytest

from emotion_engine.lab.cli.main import main
from emotion_engine.lab.corpora import load_corpus
from tests.corpora import write_iemocap, write_tones


def test_the_protocol_of_iemocap_is_written_as_a_manifest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    root = write_iemocap(tmp_path / "IEMOCAP_full_release")
    out = tmp_path / "protocol" / "manifest.csv"
    caplog.set_level(logging.INFO, logger="emotion_engine")
    arguments = ["manifest", "--data", str(root), "--out", str(out)]
    assert main([*arguments, "--labels", "four-merged"]) == 0
    assert capsys.readouterr().out.startswith("25 takes of 10 speakers in 4 emotions")
    assert "IEMOCAP_full_release: 5 takes left out: not neutral or happy" in caplog.text
    corpus = load_corpus(out.parent, needs=("emotion", "fold", "text"))
    assert Counter(corpus.emotions)["happy"] == 10


@pytest.mark.parametrize(
    "command", [["manifest", "--out", "never"], ["evaluate", "expression"]]
)
def test_a_folder_of_no_layout_is_refused_in_one_line(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tones(tmp_path, ["hello.wav"])
    assert main([*command, "--data", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert "has no manifest.csv and fits no layout" in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_an_owners_layout_is_read_by_the_commands_on_emotions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_iemocap(tmp_path, n_sessions=1)
    asked = ["train", "expression", "--data", str(root), "--out", str(tmp_path / "o")]
    assert main([*asked, "--part", "sung"]) == 2
    assert "it has improvised, scripted" in capsys.readouterr().err
    assert main([*asked, "--layout", "tess"]) == 2
    assert "is not tess" in capsys.readouterr().err
