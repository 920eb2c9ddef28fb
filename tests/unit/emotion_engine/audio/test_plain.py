"""Sound written anew, for others to hear."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
import soundfile

import emotion_engine as engine

LIMITS = engine.AudioLimits()


def wav(waveform: np.ndarray, rate: int, subtype: str = "PCM_16") -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, waveform, rate, format="WAV", subtype=subtype)
    return buffer.getvalue()


def test_the_sound_is_the_same_and_the_file_another() -> None:
    waveform = 0.5 * np.sin(2 * np.pi * 200 * np.arange(16_000) / 16_000)
    hidden = b"<script>alert(1)</script>"
    plain = engine.plain_wav(wav(waveform, 16_000) + hidden, LIMITS)
    heard, rate = soundfile.read(io.BytesIO(plain))
    assert rate == engine.SAMPLE_RATE
    assert hidden not in plain
    np.testing.assert_allclose(heard, waveform, atol=1e-3)  # two roundings of 16 bits


def test_stereo_at_another_rate_becomes_mono_at_ours() -> None:
    waveform = np.zeros((24_000, 2)) + 0.1 * np.sin(np.arange(24_000) / 9)[:, None]
    sound = soundfile.info(io.BytesIO(engine.plain_wav(wav(waveform, 48_000), LIMITS)))
    assert (sound.channels, sound.samplerate) == (1, 16_000)
    assert sound.duration == pytest.approx(0.5, abs=0.02)


def test_what_is_too_long_is_cut() -> None:
    short = replace(LIMITS, max_duration_s=0.25)
    rng = np.random.default_rng(1)
    plain = engine.plain_wav(wav(rng.normal(0, 0.1, 16_000), 16_000), short)
    assert soundfile.info(io.BytesIO(plain)).frames == 4_000


@pytest.mark.parametrize("sent", [b"", b"<html></html>", b"RIFF\0\0\0\0WAVEfmt "])
def test_what_is_no_recording_is_refused(sent: bytes) -> None:
    with pytest.raises(engine.AudioError):
        engine.plain_wav(sent, LIMITS)
