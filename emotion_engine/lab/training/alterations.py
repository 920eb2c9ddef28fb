"""What may happen to a take between mouth and server: level, noise, codec, timing.

They are used to augment training takes, so that heads become robust to such changes,
and to alter test takes, to measure how much a result changes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import av
import numpy as np
from scipy.signal import resample_poly

from emotion_engine.audio.decode import load_audio
from emotion_engine.config import SAMPLE_RATE, AudioLimits

Change = Callable[[np.ndarray, np.random.Generator], np.ndarray]
FRAME_SAMPLES = 320
PACE_PERCENT = (88, 114)  # of the speed, upper bound exclusive


@dataclass(frozen=True, slots=True)
class Alteration:
    """A named alteration; it is deterministic for a given take."""

    name: str
    change: Change

    def __call__(self, waveform: np.ndarray, seed: int) -> np.ndarray:
        """Return the altered waveform, float32 at 16 kHz."""
        altered = self.change(waveform, np.random.default_rng(seed))
        return np.ascontiguousarray(altered, dtype=np.float32)


def gain(waveform: np.ndarray, gain_db: float) -> np.ndarray:
    """Change the level; what exceeds full scale is clipped, as by a recorder."""
    return np.clip(waveform * 10 ** (gain_db / 20), -1, 1)


def add_noise(
    waveform: np.ndarray, snr_db: float, generator: np.random.Generator
) -> np.ndarray:
    """Add pink noise, as of a room with machines, at a given level below the speech."""
    noise = pink_noise(len(waveform), generator)
    level = speech_rms(waveform) * 10 ** (-snr_db / 20)
    return np.clip(waveform + noise * level, -1, 1)


def pink_noise(n_samples: int, generator: np.random.Generator) -> np.ndarray:
    """Noise of RMS 1 whose power falls by 3 dB an octave above 50 Hz."""
    spectrum = np.fft.rfft(generator.standard_normal(n_samples))
    frequency_hz = np.fft.rfftfreq(n_samples, 1 / SAMPLE_RATE)
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(frequency_hz, 50)), n_samples)
    return noise / max(np.sqrt(np.mean(noise**2)), 1e-12)


def speech_rms(waveform: np.ndarray) -> float:
    """RMS of the louder half of the take's frames of 20 ms."""
    n_frames = max(1, len(waveform) // FRAME_SAMPLES)
    power = [np.mean(frame**2) for frame in np.array_split(waveform, n_frames)]
    louder = np.sort(power)[len(power) // 2 :]
    return float(np.sqrt(np.mean(louder)))


def through_opus(waveform: np.ndarray, bit_rate: int = 24_000) -> np.ndarray:
    """Encode as browsers do, and decode as the product does."""
    file = io.BytesIO()
    with av.open(file, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=SAMPLE_RATE)
        stream.bit_rate = bit_rate
        stream.layout = "mono"
        samples = (np.clip(waveform, -1, 1) * 32767).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return load_audio(file.getvalue(), AudioLimits()).waveform


def shift(waveform: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Prepend up to 0.2 s of the faint noise of a quiet line."""
    n_samples = int(generator.integers(1, SAMPLE_RATE // 5))
    return np.concatenate([generator.normal(0, 1e-4, n_samples), waveform])


def mix(waveform: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Simulate another microphone and room, drawn for each take. Training only."""
    waveform = add_noise(waveform, generator.uniform(10, 35), generator)
    if generator.random() < 0.5:
        waveform = through_opus(waveform, int(generator.integers(16_000, 40_000)))
    return shift(gain(waveform, generator.uniform(-12, 3)), generator)


def pace(waveform: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Play slower or faster, which changes pitch and voice too. Training only."""
    return resample_poly(waveform, 100, int(generator.integers(*PACE_PERCENT)))


AS_RECORDED = Alteration("as recorded", lambda waveform, _: waveform)
MIXED = Alteration("mixed", mix)
PACED = Alteration("paced", pace)
PACED_MIXED = Alteration("paced and mixed", lambda w, rng: mix(pace(w, rng), rng))
LOUDER = Alteration("+6 dB", lambda waveform, _: gain(waveform, 6))
SOFTER = Alteration("-6 dB", lambda waveform, _: gain(waveform, -6))
NOISY_20 = Alteration("noise 20 dB", lambda w, rng: add_noise(w, 20, rng))
NOISY_30 = Alteration("noise 30 dB", lambda w, rng: add_noise(w, 30, rng))
OPUS_24 = Alteration("Opus 24 kbit/s", lambda waveform, _: through_opus(waveform))
SHIFTED = Alteration("shifted", shift)
HARMLESS = (LOUDER, SOFTER, NOISY_20, NOISY_30, OPUS_24, SHIFTED)
