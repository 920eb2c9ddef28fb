"""The paper's configuration end to end, on a miniature with encoders at toy size."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emotion_engine.fusion.checkpoint import read_fusion
from emotion_engine.lab.cli.main import BAD_INPUT, main
from tests.checkpoints import write_acoustic, write_text
from tests.corpora import write_iemocap


@pytest.fixture
def arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("FEATURE_CACHE", str(tmp_path / "features"))
    corpus = write_iemocap(tmp_path / "IEMOCAP", n_sessions=2)
    heard = write_acoustic(tmp_path / "heard", "wav2vec2")
    read = write_text(tmp_path / "read")
    given = [("--preset", "boigne2020"), ("--data", corpus), ("--epochs", 1)]
    given += [("--acoustic-encoder", heard), ("--text-encoder", read)]
    return [str(part) for pair in given for part in pair]


def test_the_papers_ablation_leaves_a_session_out_each_time(
    arguments, tmp_path, capsys
) -> None:
    out = tmp_path / "figures.json"
    assert main(["evaluate", "fusion", *arguments, "--json", str(out)]) == 0
    figures = json.loads(out.read_text())
    assert figures["labels"] == ["neutral", "happy", "sad", "angry"]
    assert figures["protocol"].startswith("2 folds")
    assert list(figures["variants"]) == ["acoustic", "text", "fused"]
    assert figures["n"] == 2 * 5  # happy and excited merged, frustrated left out
    shown = capsys.readouterr().out
    assert "chance UA 25.0 %" in shown


def test_a_trained_network_comes_back_from_its_checkpoint(arguments, tmp_path) -> None:
    out = tmp_path / "fusion"
    assert main(["train", "fusion", *arguments, "--out", str(out)]) == 0
    model = read_fusion(out)
    assert model.labels == ("neutral", "happy", "sad", "angry")
    assert model.acoustic_encoder == "heard"
    assert model.network.config.variant == "fused"
    card = json.loads((out / "card.json").read_text())
    assert "not published" in card["source"]
    assert "ua" in card["measured"]["variants"]["fused"]


def test_an_unknown_preset_is_refused_by_name(arguments, capsys) -> None:
    arguments[1] = "boigne2021"
    assert main(["evaluate", "fusion", *arguments]) == BAD_INPUT
    assert "boigne2020" in capsys.readouterr().err
