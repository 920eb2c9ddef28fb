"""What the facade says of a sound."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile

import emotion_engine as engine


def wav(waveform: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, waveform, engine.SAMPLE_RATE, format="WAV")
    return buffer.getvalue()


def test_the_outline_of_a_glide_rises_an_octave_a_second() -> None:
    times_s = np.arange(engine.SAMPLE_RATE) / engine.SAMPLE_RATE
    phase = 2 * np.pi * 150 * (2**times_s - 1) / np.log(2)  # 150 to 300 Hz
    glide = 0.3 * sum(np.sin(n * phase) / n for n in range(1, 8))
    points = engine.outline_of(wav(glide), config=engine.EngineConfig())
    voiced = [(time_s, pitch) for time_s, pitch, _ in points if pitch is not None]
    assert len(voiced) > 0.8 * len(points)
    st_per_s = np.polyfit(*np.array(voiced).T, deg=1)[0]
    assert st_per_s == pytest.approx(12, abs=0.5)


def test_what_is_no_recording_has_no_outline() -> None:
    with pytest.raises(engine.AudioError):
        engine.outline_of(b"no sound", config=engine.EngineConfig())
