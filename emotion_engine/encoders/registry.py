"""Which acoustic encoder a configuration asks for."""

from __future__ import annotations

from functools import lru_cache

from emotion_engine.config import EngineConfig
from emotion_engine.weights.registry import CONVERTED

from .base import AcousticEncoder
from .self_supervised import load_self_supervised
from .whisper import load_whisper


@lru_cache(maxsize=2)
def load_acoustic(config: EngineConfig) -> AcousticEncoder:
    """Load ``config.acoustic_encoder``, once per process.

    ``whisper-base`` is the converted Whisper; anything else is a wav2vec 2.0, HuBERT
    or WavLM checkpoint by folder or hub name.
    """
    if config.acoustic_encoder == CONVERTED:
        return load_whisper(config)
    return load_self_supervised(config.acoustic_encoder, config)
