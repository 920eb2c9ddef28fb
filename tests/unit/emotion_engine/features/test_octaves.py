"""Octave jumps are repaired, melodies are left alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.features.octaves import mend_octave_jumps

GAP = [np.nan] * 4


def mended(*pieces) -> np.ndarray:
    return mend_octave_jumps(np.concatenate([np.asarray(p, float) for p in pieces]))


@pytest.mark.parametrize("jump", [-1.0, 1.0])
@pytest.mark.parametrize("length", [1, 3, 8])
def test_a_jump_and_back_is_folded(jump: float, length: int) -> None:
    contour = np.linspace(7.0, 7.3, 40)
    broken = contour.copy()
    broken[15 : 15 + length] += jump
    np.testing.assert_allclose(mend_octave_jumps(broken), contour)


def test_a_jump_at_the_end_of_a_voiced_stretch_is_folded() -> None:
    contour = np.full(20, 7.0)
    broken = mended(contour, GAP, contour, [6.02, 6.0])
    np.testing.assert_allclose(broken[-2:], [7.02, 7.0])


@given(st.lists(st.floats(-0.05, 0.05), min_size=30, max_size=60), st.floats(6.3, 8.5))
def test_a_melody_of_small_steps_stays_as_it_is(
    steps: list[float], start: float
) -> None:
    contour = np.clip(start + np.cumsum(steps), start - 0.6, start + 0.6)
    np.testing.assert_array_equal(mend_octave_jumps(contour), contour)


def test_a_word_said_almost_an_octave_higher_stays() -> None:
    contour = np.concatenate([np.full(40, 7.0), GAP, np.full(15, 7.9)])
    np.testing.assert_array_equal(mend_octave_jumps(contour), contour)


def test_what_no_voice_reaches_is_folded_or_missing() -> None:
    heard = mended(np.full(40, 7.0), GAP, [9.0] * 3, GAP, [4.5] * 3)
    np.testing.assert_allclose(heard[44:47], 8.0)
    assert np.isnan(heard[51:]).all()


def test_unvoiced_stays_unvoiced() -> None:
    assert np.isnan(mended([np.nan] * 10)).all()
    assert np.isnan(mended(np.full(20, 7.0), GAP)[20:]).all()
