"""The habits of a synthetic speaker."""

from __future__ import annotations

import pytest

import emotion_engine as engine


@pytest.mark.parametrize("pace", [0.0, -1.0, float("nan")])
def test_a_pace_that_is_not_above_zero_is_refused(pace: float) -> None:
    with pytest.raises(ValueError, match="pace above 0"):
        engine.SpeakerHabits(pace=pace)
