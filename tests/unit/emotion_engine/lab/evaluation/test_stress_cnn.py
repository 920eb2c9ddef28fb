"""Stress by the CNN: every word is judged by a network trained without its speaker."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.config import EngineConfig
from emotion_engine.expression.cnn.network import write_trunk
from emotion_engine.lab.evaluation import stress_cnn
from tests.cnns import spoken, toy_trunk


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """Let takes be made, not aligned; note whom each network learnt from, and where."""
    networks, fit = [], stress_cnn.fit_stress_network

    def noted(takes, *arguments, device, **options):
        network = fit(takes, *arguments, **options)  # on the CPU
        speakers = {take.speaker for take in takes}
        networks.append({"network": network, "speakers": speakers, "device": device})
        return network

    monkeypatch.setattr(stress_cnn, "load_corpus", lambda folder, needs: folder)
    monkeypatch.setattr(stress_cnn, "stress_takes", lambda *_: spoken(12))
    monkeypatch.setattr(stress_cnn, "fit_stress_network", noted)
    return networks


def evaluate(folder: Path) -> dict:
    write_trunk(toy_trunk(), folder / "trunk", {})
    return stress_cnn.evaluate_stress_cnn(
        [folder],
        EngineConfig(),
        strategy="frozen",
        source=folder / "trunk",
        n_epochs=1,
        seed=0,
    )


def test_each_word_is_heard_once_by_a_network_new_to_its_speaker(
    trained: list[dict], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard, listen = [], stress_cnn.rightly_heard

    def listened(network, takes):
        (learnt,) = (t["speakers"] for t in trained if t["network"] is network)
        assert learnt.isdisjoint(take.speaker for take in takes)
        heard.extend(takes)
        return listen(network, takes)

    monkeypatch.setattr(stress_cnn, "rightly_heard", listened)
    values = evaluate(tmp_path)
    assert len(trained) == 4  # no more folds than speakers
    assert len(heard) == 12
    assert (values["n"], values["n_speakers"]) == (24, 4)


def test_it_is_trained_where_the_encoders_run(
    trained: list[dict], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chosen = torch.device("cuda")
    monkeypatch.setattr(stress_cnn, "choose_device", lambda config: (chosen, None))
    evaluate(tmp_path)
    assert {one["device"] for one in trained} == {chosen}


def test_intervals_are_over_speakers() -> None:
    takes = spoken(8)
    right = [np.array([t.speaker != "s0"] * 2) for t in takes]
    measured = stress_cnn.figures(takes, right)
    assert measured["accuracy_polysyllabic"] == 0.75
    low, high = measured["accuracy_polysyllabic_interval"]
    assert low < 0.75 < high
    assert measured["n_speakers"] == 4
