"""Resample decoded stretches to 16 kHz as they arrive, each channel separately."""

from __future__ import annotations

import av
import numpy as np

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.errors import AudioError, AudioRefusal

from .channels import refuse_many_channels

MIN_SOURCE_RATE = 4_000
MAX_SOURCE_RATE = 400_000


class ChannelResampler:
    """Collects stretches of any sample rate and returns whole channels at 16 kHz.

    Each channel passes libswresample's band-limited filter as mono, so that the library
    does not down-mix. The first stretch determines the number of channels.
    """

    def __init__(self) -> None:
        self._parts: list[list[np.ndarray]] = []
        self._filters: list[av.AudioResampler] = []
        self._source_rate = 0
        self.n_samples = 0  # ready, per channel

    def add(self, channels: np.ndarray, sample_rate: int) -> None:
        """Add another stretch, shape (n_channels, n_samples)."""
        if not self._parts:
            refuse_many_channels(len(channels))
            self._parts = [[] for _ in channels]
        if sample_rate != self._source_rate:
            self._restart(sample_rate)
        for index in range(len(self._parts)):
            samples = channels[min(index, len(channels) - 1)]
            if sample_rate == SAMPLE_RATE:
                self._keep(index, samples)
            else:
                self._push(index, _mono_frame(samples, sample_rate))

    def finish(self) -> np.ndarray:
        """Return all samples, shape (n_channels, n_samples); empty if none came."""
        self._flush()
        if not self._parts or not self._parts[0]:
            return np.zeros((1, 0), dtype=np.float32)
        return np.stack([np.concatenate(parts) for parts in self._parts])

    def _restart(self, sample_rate: int) -> None:
        _refuse_implausible_rate(sample_rate)
        self._flush()
        self._source_rate = sample_rate
        if sample_rate != SAMPLE_RATE:
            self._filters = [
                av.AudioResampler("fltp", "mono", SAMPLE_RATE) for _ in self._parts
            ]

    def _flush(self) -> None:
        for index in range(len(self._filters)):
            self._push(index, None)
        self._filters = []

    def _push(self, index: int, frame: av.AudioFrame | None) -> None:
        for resampled in self._filters[index].resample(frame):
            self._keep(index, resampled.to_ndarray()[0])

    def _keep(self, index: int, samples: np.ndarray) -> None:
        self._parts[index].append(samples)
        if index == 0:
            self.n_samples += len(samples)


def _mono_frame(samples: np.ndarray, sample_rate: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(samples)[None], format="fltp", layout="mono"
    )
    frame.sample_rate = sample_rate
    return frame


def _refuse_implausible_rate(sample_rate: int) -> None:
    """Refuse what would fill the memory at 16 kHz: sound at 1 Hz."""
    if not MIN_SOURCE_RATE <= sample_rate <= MAX_SOURCE_RATE:
        raise AudioError(
            AudioRefusal.NOT_AUDIO,
            f"Expected {MIN_SOURCE_RATE} to {MAX_SOURCE_RATE} Hz, got {sample_rate} Hz.",
        )
