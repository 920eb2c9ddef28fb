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


def test_the_outline_of_a_glide_rises_by_its_octave() -> None:
    times_s = np.arange(engine.SAMPLE_RATE) / engine.SAMPLE_RATE
    phase = 2 * np.pi * 150 * (2**times_s - 1) / np.log(2)  # 150 to 300 Hz
    glide = 0.3 * sum(np.sin(n * phase) / n for n in range(1, 8))
    points = engine.outline_of(wav(glide), config=engine.EngineConfig())
    pitches = [pitch for _, pitch, _ in points if pitch is not None]
    assert len(pitches) > 0.8 * len(points)
    assert pitches[-2] - pitches[1] == pytest.approx(12, abs=1.5)


def test_what_is_no_recording_has_no_outline() -> None:
    with pytest.raises(engine.AudioError):
        engine.outline_of(b"no sound", config=engine.EngineConfig())
