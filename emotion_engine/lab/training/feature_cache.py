"""Encoder features of recordings, computed once and cached on disk."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import SAMPLE_RATE, AudioLimits, EngineConfig
from emotion_engine.encoders.base import AcousticEncoder, Encoding
from emotion_engine.encoders.pooling import STATISTICS, pool_speech, speech_frames
from emotion_engine.files import cache_folder, write_atomically
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.models import models_of
from emotion_engine.results import Span
from emotion_engine.version import ENGINE_VERSION

from .alterations import AS_RECORDED, Alteration

BATCH_SIZE = 8
CHUNK = 64  # takes in memory at a time, sorted by length for the batches
CACHE_FORMAT = "1"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Description:
    """What is cached of a take's hidden states, and its name in the key."""

    names: tuple[str, ...]
    describe: Callable[[Encoding, Sequence[Span]], np.ndarray]


def pooled(encoding: Encoding, speech: Sequence[Span]) -> np.ndarray:
    """Keep three statistics of each layer; see ``encoders.pooling.pool_speech``."""
    return pool_speech(encoding, speech).cpu().numpy()


def framewise(encoding: Encoding, speech: Sequence[Span]) -> np.ndarray:
    """Keep every layer over time; see ``encoders.pooling.speech_frames``."""
    return speech_frames(encoding, speech).half().cpu().numpy()


POOLED = Description(STATISTICS, pooled)
FRAMES = Description(("frames at 25 Hz", "float16"), framewise)


@dataclass(frozen=True)
class FeatureCache:
    """Encoder features, keyed by file content, encoder, engine and alteration.

    Attributes
    ----------
    encoder_name : str
        Names the encoder in the key; it is only loaded for missing features.
    load_encoder : callable
        Loads it.
    folder : Path
        One ``.npy`` file for each take; may be deleted at any time.
    description : Description
        What is cached of each take.
    """

    encoder_name: str
    load_encoder: Callable[[], AcousticEncoder]
    folder: Path = field(default_factory=cache_folder)
    limits: AudioLimits = field(default_factory=AudioLimits)
    description: Description = POOLED

    @classmethod
    def of(
        cls, config: EngineConfig, description: Description = POOLED
    ) -> FeatureCache:
        """Build the cache of the configured encoder."""

        def load() -> AcousticEncoder:
            return models_of(config).acoustic

        return cls(config.acoustic_encoder, load, description=description)

    def features(
        self, paths: Sequence[Path], alteration: Alteration = AS_RECORDED
    ) -> np.ndarray:
        """Return the pooled layers of takes, encoding those not cached.

        Returns
        -------
        float32 array, shape (n_takes, n_layers + 1, n_statistics, hidden_size)
            See ``encoders.pooling.pool_speech``.
        """
        return np.stack(self.read(paths, alteration))

    def read(
        self, paths: Sequence[Path], alteration: Alteration = AS_RECORDED
    ) -> list[np.ndarray]:
        """Return the description of each take, encoding those not cached."""
        keys = [self._key(path, alteration) for path in paths]
        missing = {
            key: path
            for key, path in zip(keys, paths, strict=True)
            if not self._file(key).is_file()
        }
        self._encode(missing, alteration)
        return [np.load(self._file(key)) for key in keys]

    def _key(self, path: Path, alteration: Alteration) -> str:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        recipe = (content, self.encoder_name, alteration.name)
        recipe += (*self.description.names, ENGINE_VERSION, CACHE_FORMAT)
        return hashlib.sha256("\n".join(recipe).encode()).hexdigest()

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.npy"

    def _encode(self, missing: dict[str, Path], alteration: Alteration) -> None:
        items = sorted(missing.items(), key=lambda item: item[1].stat().st_size)
        for start in range(0, len(items), CHUNK):
            takes = [
                (key, self._waveform(key, path, alteration))
                for key, path in items[start : start + CHUNK]
            ]
            for key, values in self._describe(takes):
                buffer = io.BytesIO()
                np.save(buffer, values)
                write_atomically(self._file(key), buffer.getvalue())
            done = min(start + CHUNK, len(items))
            logger.info("%s: %d of %d takes", alteration.name, done, len(items))

    def _waveform(self, key: str, path: Path, alteration: Alteration) -> np.ndarray:
        longest = round(self.limits.max_duration_s * SAMPLE_RATE)
        waveform = load_audio(path, self.limits).waveform[:longest]
        return at_working_level(alteration(waveform, seed=int(key[:8], 16)))

    def _describe(
        self, takes: Sequence[tuple[str, np.ndarray]]
    ) -> Iterator[tuple[str, np.ndarray]]:
        encoder = self.load_encoder()
        in_order = sorted(takes, key=lambda take: len(take[1]))
        for start in range(0, len(in_order), BATCH_SIZE):
            batch = in_order[start : start + BATCH_SIZE]
            encoding = encoder.encode([waveform for _, waveform in batch])
            for index, (key, waveform) in enumerate(batch):
                speech = detect_speech(waveform)
                yield key, self.description.describe(encoding.item(index), speech)


def frame_cache(config: EngineConfig) -> FeatureCache:
    """Build the cache of all layers over time; ``read`` gives a list of arrays.

    Each has shape (n_layers + 1, n_frames, hidden_size), float16, at 25 frames a
    second from the first to the last speech of the take.
    """
    return FeatureCache.of(config, FRAMES)
