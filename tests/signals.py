"""Sound with known truth: tones, glides, syllable trains, and files made of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import av
import numpy as np
import soundfile

from emotion_engine.results import Span

SAMPLE_RATE = 16_000
VOWELS_HZ = {
    "a": (730, 1090, 2440),
    "i": (270, 2290, 3010),
    "u": (300, 870, 2240),
    "e": (530, 1840, 2480),
    "o": (570, 840, 2410),
}
FORMANT_WIDTH_HZ = 90.0
EDGE_S = 0.01


def silence(duration_s: float) -> np.ndarray:
    return np.zeros(round(duration_s * SAMPLE_RATE), dtype=np.float32)


def noise(duration_s: float, *, rms: float = 0.1, seed: int = 0) -> np.ndarray:
    """White noise."""
    samples = np.random.default_rng(seed).normal(
        0, rms, round(duration_s * SAMPLE_RATE)
    )
    return samples.astype(np.float32)


def sine(
    hz: float, duration_s: float, *, peak: float = 0.3, sample_rate: int = SAMPLE_RATE
) -> np.ndarray:
    times_s = np.arange(round(duration_s * sample_rate)) / sample_rate
    return (peak * np.sin(2 * np.pi * hz * times_s)).astype(np.float32)


def voiced(f0_hz: np.ndarray, *, vowel: str = "a", rms: float = 0.1) -> np.ndarray:
    """A vowel whose F0 is given for every sample: harmonics under three formants."""
    phase = 2 * np.pi * np.cumsum(f0_hz) / SAMPLE_RATE
    samples = np.zeros(len(f0_hz))
    heights_hz = f0_hz[:1] if np.ptp(f0_hz) == 0 else f0_hz
    for harmonic in range(1, int(7500 / f0_hz.max()) + 1):
        gain = _envelope(harmonic * heights_hz, VOWELS_HZ[vowel]) / np.sqrt(harmonic)
        samples += gain * np.sin(harmonic * phase)
    edge = min(round(EDGE_S * SAMPLE_RATE), len(samples) // 2)
    ramp = np.sin(np.linspace(0, np.pi / 2, edge)) ** 2
    samples[:edge] *= ramp
    samples[len(samples) - edge :] *= ramp[::-1]
    return (samples * rms / np.sqrt(np.mean(samples**2))).astype(np.float32)


def _envelope(hz: np.ndarray, formants_hz: Sequence[float]) -> np.ndarray:
    peaks = [1 / (1 + ((hz - f) / FORMANT_WIDTH_HZ) ** 2) for f in formants_hz]
    return 0.03 + sum(peaks)


def tone(f0_hz: float, duration_s: float, **options) -> np.ndarray:
    """A vowel on one F0."""
    return voiced(np.full(round(duration_s * SAMPLE_RATE), float(f0_hz)), **options)


def glide(start_hz: float, end_hz: float, duration_s: float, **options) -> np.ndarray:
    """A vowel whose F0 moves evenly in semitones."""
    share = np.linspace(0, 1, round(duration_s * SAMPLE_RATE))
    return voiced(start_hz * (end_hz / start_hz) ** share, **options)


@dataclass(frozen=True)
class Syllable:
    """One syllable to be made: its nucleus, and the gap behind it."""

    f0_hz: float = 120.0
    end_hz: float | None = None
    duration_s: float = 0.15
    rms: float = 0.1
    vowel: str = "a"
    gap_s: float = 0.05


@dataclass(frozen=True)
class Train:
    """Syllables in a row, and where their nuclei really are."""

    waveform: np.ndarray
    nuclei: tuple[Span, ...]


def syllable_train(
    syllables: Sequence[Syllable], *, lead_s: float = 0.2, tail_s: float = 0.2
) -> Train:
    parts, nuclei, now_s = [silence(lead_s)], [], lead_s
    for syllable in syllables:
        parts.append(
            glide(
                syllable.f0_hz,
                syllable.end_hz or syllable.f0_hz,
                syllable.duration_s,
                vowel=syllable.vowel,
                rms=syllable.rms,
            )
        )
        parts.append(silence(syllable.gap_s))
        nuclei.append(Span(now_s, now_s + syllable.duration_s))
        now_s += syllable.duration_s + syllable.gap_s
    return Train(np.concatenate([*parts, silence(tail_s)]), tuple(nuclei))


def wav(
    waveform: np.ndarray, *, sample_rate: int = SAMPLE_RATE, subtype: str = "PCM_16"
) -> bytes:
    """A WAV file; ``waveform`` is (n_samples,) or (n_channels, n_samples)."""
    buffer = io.BytesIO()
    soundfile.write(
        buffer, np.atleast_2d(waveform).T, sample_rate, format="WAV", subtype=subtype
    )
    return buffer.getvalue()


def ogg_vorbis(waveform: np.ndarray, *, sample_rate: int = SAMPLE_RATE) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, waveform, sample_rate, format="OGG", subtype="VORBIS")
    return buffer.getvalue()


# How to make each kind of file: container, codec and the muxer's options.
ENCODINGS: dict[str, tuple[str, str, dict[str, str]]] = {
    "wav": ("wav", "pcm_s16le", {}),
    "webm": ("webm", "libopus", {}),
    "webm_of_a_browser": ("webm", "libopus", {"live": "1"}),
    "ogg_opus": ("ogg", "libopus", {}),
    "mp4": ("mp4", "aac", {}),
    "mp4_of_a_browser": (
        "mp4",
        "aac",
        {"movflags": "frag_keyframe+empty_moov", "frag_duration": "500000"},
    ),
    "mp3": ("mp3", "libmp3lame", {}),
    "flac": ("flac", "flac", {}),
    "aac": ("adts", "aac", {}),
    "caf": ("caf", "alac", {}),
    "caf_pcm": ("caf", "pcm_s16be", {}),
    "aiff": ("aiff", "pcm_s16be", {}),
    "wma": ("asf", "wmav2", {}),
}


def encode(waveform: np.ndarray, encoding: str, *, sample_rate: int = 48_000) -> bytes:
    """A file of sound; ``waveform`` is (n_samples,) or (2, n_samples) at the rate."""
    container, codec, options = ENCODINGS[encoding]
    channels = np.atleast_2d(waveform).astype(np.float32)
    layout = "mono" if len(channels) == 1 else "stereo"
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container, options=options) as file:
        stream = file.add_stream(codec, rate=sample_rate)
        if codec == "wmav2":  # the only one without a bit rate of its own
            stream.bit_rate = 96_000
        stream.layout = layout
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(channels), format="fltp", layout=layout
        )
        frame.sample_rate = sample_rate
        frame.pts = 0
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            file.mux(packet)
    data = buffer.getvalue()
    return _with_open_clusters(data) if encoding == "webm_of_a_browser" else data


def _with_open_clusters(webm: bytes) -> bytes:
    """Clusters of unknown size, as Chromium writes them while it records."""
    data, position = bytearray(webm), 0
    while (position := data.find(b"\x1f\x43\xb6\x75", position)) >= 0:
        position += 4
        length = 9 - data[position].bit_length()
        unknown = (1 << 7 * length + 1) - 1
        data[position : position + length] = unknown.to_bytes(length, "big")
    return bytes(data)


def amr(waveform: np.ndarray) -> bytes:
    """A narrow-band AMR file, as older phones record; ``waveform`` is at 8 kHz."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="amr") as file:
        stream = file.add_stream("libopencore_amrnb", rate=8_000)
        stream.layout = "mono"
        samples = np.round(32767 * waveform).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate, frame.pts = 8_000, 0
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            file.mux(packet)
    return buffer.getvalue()


def movie(*tracks: np.ndarray, sample_rate: int = 48_000) -> bytes:
    """A QuickTime file with several sound tracks, each (n_samples,) and mono."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mov") as file:
        streams = [file.add_stream("aac", rate=sample_rate) for _ in tracks]
        for stream in streams:
            stream.layout = "mono"
        for stream, track in zip(streams, tracks, strict=True):
            samples = track.astype(np.float32)[None]
            frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = sample_rate, 0
            for packet in [*stream.encode(frame), *stream.encode(None)]:
                file.mux(packet)
    return buffer.getvalue()


def video_without_sound() -> bytes:
    """A WebM file of a few black pictures."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="webm") as file:
        stream = file.add_stream("libvpx", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for index in range(5):
            frame = av.VideoFrame(32, 32, "yuv420p")
            frame.pts = index
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return buffer.getvalue()
