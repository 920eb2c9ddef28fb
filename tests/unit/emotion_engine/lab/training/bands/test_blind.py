"""Without a text the band is that of all who performed a style."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.training.bands.blind import blind_bands, percentiles
from emotion_engine.lab.training.bands.examples import Level
from emotion_engine.profiles.expected.describe import (
    KNOWN_STYLES,
    Register,
    circumstances,
)


def performed(styles: list[str], values: np.ndarray) -> Level:
    rows = [circumstances(style, Register.ACTED) for style in styles]
    return Level(
        np.float32(rows), np.float32(values)[:, None], np.zeros((len(rows), 0))
    )


def test_the_band_is_that_of_all_values() -> None:
    values = np.linspace(0, 1, 1001)
    assert percentiles(values, np.ones(1001)) == pytest.approx(
        [0.1, 0.5, 0.9], abs=0.01
    )


def test_every_style_has_its_own_band_if_enough_performed_it() -> None:
    values = np.concatenate([np.linspace(0, 1, 100), np.linspace(5, 6, 100), [9.0]])
    styles = ["neutral"] * 100 + ["angry"] * 100 + ["sad"]
    found = blind_bands(performed(styles, values), np.ones(201))
    assert found.shape == (len(KNOWN_STYLES), 1, 3)
    of = dict(zip(KNOWN_STYLES, found[:, 0], strict=True))
    assert of["neutral"] == pytest.approx([0.1, 0.5, 0.9], abs=0.02)
    assert of["angry"] == pytest.approx([5.1, 5.5, 5.9], abs=0.02)
    assert of["sad"] == pytest.approx(of["happy"])  # nobody's own, but everybody's


def test_what_nobody_knows_has_a_band_about_nothing() -> None:
    found = blind_bands(performed(["neutral"] * 30, np.full(30, np.nan)), np.ones(30))
    assert found[:, 0, 1].tolist() == [0.0] * len(KNOWN_STYLES)
