"""Reliability and abstention as graphs that say what was measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.lab.evaluation.calibration_graphs import draw_calibration
from emotion_engine.lab.metrics import expected_calibration_error, reliability
from emotion_engine.lab.training.calibration import abstention_curve


@pytest.fixture
def said() -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(0)
    confidence = generator.uniform(0.2, 1.0, 4000)
    return confidence, generator.random(4000) < confidence


def test_honest_confidence_lies_on_the_diagonal(said) -> None:
    for one in reliability(*said):
        assert one["accuracy"] == pytest.approx(one["confidence"], abs=0.08)
    assert sum(one["share"] for one in reliability(*said)) == pytest.approx(1)
    assert expected_calibration_error(*said) < 0.03


def test_overconfidence_lies_below_it(said) -> None:
    confidence, correct = said
    bins = reliability(np.sqrt(confidence), correct)
    assert all(one["accuracy"] < one["confidence"] for one in bins[:-1])


def test_both_graphs_are_drawn_alike_each_time(said, tmp_path: Path) -> None:
    values = {
        "reliability": reliability(*said),
        "abstention": abstention_curve(*said, (0.0, 0.5, 0.9, 1.1)),
    }
    draw_calibration(values, tmp_path / "once")
    draw_calibration(values, tmp_path / "again")
    for name in ("reliability.svg", "abstention.svg"):
        once = (tmp_path / "once" / name).read_bytes()
        assert once == (tmp_path / "again" / name).read_bytes()
        assert once.startswith(b"<?xml")
