"""Reports are valid JSON and short tables."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import numpy as np

from emotion_engine.lab import reports
from emotion_engine.lab.reports import figures_table, percent, write_json


def test_numbers_of_all_kinds_become_json(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "figures.json"
    write_json(
        path, {"a": np.float32(0.5), "b": np.arange(2), "c": float("nan"), "d": (1,)}
    )
    assert json.loads(path.read_text()) == {"a": 0.5, "b": [0, 1], "c": None, "d": [1]}


def test_nested_figures_keep_their_names() -> None:
    values = {"word": {"start": {"median_ms": 11.25}}, "failures": ["x"], "n": 3}
    assert figures_table(values).split() == ["word.start.median_ms", "11.25", "n", "3"]


def test_an_undefined_share_is_a_dash() -> None:
    assert percent(None) == percent(float("nan")) == "–"
    assert percent(0.1234) == "12.3 %"


def test_the_examples_hold() -> None:
    assert doctest.testmod(reports).failed == 0
