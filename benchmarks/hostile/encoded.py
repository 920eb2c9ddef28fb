"""Valid files of every container that is read, to be damaged, cut and put together."""

from __future__ import annotations

import io
from functools import lru_cache

import av
import av.error
import numpy as np

DURATION_S = 0.6
LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1", 7: "6.1", 8: "7.1", 16: "hexadecagonal"}
# Container, codec, sample rate and the muxer's options.
KINDS: dict[str, tuple[str, str, int, dict[str, str]]] = {
    "wav": ("wav", "pcm_s16le", 16_000, {}),
    "wav-float": ("wav", "pcm_f32le", 48_000, {}),
    "wav-24": ("wav", "pcm_s24le", 44_100, {}),
    "wav-alaw": ("wav", "pcm_alaw", 8_000, {}),
    "wav-adpcm": ("wav", "adpcm_ima_wav", 22_050, {}),
    "webm": ("webm", "libopus", 48_000, {}),
    "webm-live": ("webm", "libopus", 48_000, {"live": "1"}),
    "matroska-flac": ("matroska", "flac", 48_000, {}),
    "ogg-opus": ("ogg", "libopus", 48_000, {}),
    "ogg-flac": ("ogg", "flac", 48_000, {}),
    "mp4": ("mp4", "aac", 48_000, {}),
    "mp4-parts": (
        "mp4",
        "aac",
        44_100,
        {"movflags": "frag_keyframe+empty_moov", "frag_duration": "100000"},
    ),
    "mp4-alac": ("mp4", "alac", 44_100, {}),
    "mov-pcm": ("mov", "pcm_s16le", 44_100, {}),
    "mp3": ("mp3", "libmp3lame", 44_100, {}),
    "flac": ("flac", "flac", 48_000, {}),
    "adts": ("adts", "aac", 48_000, {}),
    "caf": ("caf", "alac", 44_100, {}),
    "caf-pcm": ("caf", "pcm_s16be", 44_100, {}),
    "aiff": ("aiff", "pcm_s16be", 44_100, {}),
    "asf": ("asf", "wmav2", 44_100, {}),
    "amr": ("amr", "libopencore_amrnb", 8_000, {}),
}


def sound(sample_rate: int) -> np.ndarray:
    """A tone with a beat, float32 of shape (n_samples,)."""
    t = np.arange(round(DURATION_S * sample_rate)) / sample_rate
    tone = np.sin(2 * np.pi * 220 * t) * (0.2 + 0.1 * np.sin(2 * np.pi * 5 * t))
    return tone.astype(np.float32)


@lru_cache
def encoded(kind: str, n_channels: int = 1) -> bytes:
    """A file of one kind; ``ValueError`` if its encoder does not take so many channels."""
    container, codec, sample_rate, options = KINDS[kind]
    buffer = io.BytesIO()
    try:
        with av.open(buffer, "w", format=container, options=dict(options)) as file:
            stream = file.add_stream(codec, rate=sample_rate)
            if codec == "wmav2":  # the only one without a bit rate of its own
                stream.bit_rate = 96_000
            stream.layout = LAYOUTS[n_channels]
            for packet in _packets(stream, sample_rate, n_channels):
                file.mux(packet)
    except (av.error.FFmpegError, ValueError) as error:
        raise ValueError(f"{kind} takes no {n_channels} channels: {error}") from None
    return buffer.getvalue()


def _packets(stream: av.AudioStream, sample_rate: int, n_channels: int) -> list:
    """Encode the same tone in every channel, which is packed for PyAV's sake."""
    samples = np.round(32_767 * sound(sample_rate)).astype(np.int16)
    packed = np.ascontiguousarray(np.repeat(samples, n_channels)[None])
    frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=LAYOUTS[n_channels])
    frame.sample_rate, frame.pts = sample_rate, 0
    return [*stream.encode(frame), *stream.encode(None)]


def all_valid(channels: tuple[int, ...] = (1,)) -> dict[str, bytes]:
    """Every kind with these numbers of channels, where its encoder takes them."""
    found = {}
    for kind in KINDS:
        for n_channels in channels:
            try:
                found[f"{kind}-{n_channels}ch"] = encoded(kind, n_channels)
            except ValueError:
                continue
    return found
