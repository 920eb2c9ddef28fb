"""The end of a phrase is drawn as a rise or a fall."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.resynthesis.world import FRAME_S, analyse
from emotion_engine.voice.endings import BOTTOM_ST, END_S, TOP_ST, with_ending

F0_HZ = 150.0


def buzz(duration_s: float = 1.0) -> np.ndarray:
    """A voice at one height: harmonics that weaken with their number."""
    times_s = np.arange(round(duration_s * SAMPLE_RATE)) / SAMPLE_RATE
    harmonics = (np.sin(2 * np.pi * F0_HZ * n * times_s) / n for n in range(1, 20))
    return np.float32(0.2 * sum(harmonics))


def heights_st(spoken: np.ndarray) -> np.ndarray:
    """Pitch of the voiced frames above that of the buzz."""
    f0_hz = analyse(spoken).f0_hz
    return 12 * np.log2(f0_hz[f0_hz > 0] / F0_HZ)


@pytest.mark.parametrize(("rises", "end_st"), [(True, TOP_ST), (False, BOTTOM_ST)])
def test_the_end_moves_and_the_beginning_stays(rises: bool, end_st: float) -> None:
    st = heights_st(with_ending(buzz(), rises=rises))
    assert st[-4:].mean() == pytest.approx(end_st, abs=1.0)
    before = len(st) - round((END_S + 0.1) / FRAME_S)
    assert np.abs(st[5:before]).max() < 0.3


def test_silence_stays_silence() -> None:
    silence = np.zeros(SAMPLE_RATE, dtype=np.float32)
    assert np.abs(with_ending(silence, rises=True)).max() < 1e-3
