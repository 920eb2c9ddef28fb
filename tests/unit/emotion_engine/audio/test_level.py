"""The working level removes differences in gain."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.audio.level import at_working_level
from tests.signals import glide, silence

VOICE = glide(120, 200, 0.5)


@given(st.floats(-40, 20))
def test_gain_cancels(gain_db: float) -> None:
    louder = VOICE * np.float32(10 ** (gain_db / 20))
    assert np.allclose(at_working_level(louder), at_working_level(VOICE), atol=1e-5)


def test_a_click_does_not_decide_the_level() -> None:
    clicked = VOICE.copy()
    clicked[100] = 1
    ratio = np.std(at_working_level(clicked)[1000:]) / np.std(
        at_working_level(VOICE)[1000:]
    )
    assert ratio == pytest.approx(1, rel=0.02)


@pytest.mark.parametrize("duration_s", [0, 0.1])
def test_silence_stays_silence(duration_s: float) -> None:
    assert not at_working_level(silence(duration_s)).any()
