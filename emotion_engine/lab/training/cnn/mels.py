"""Log-mels of a corpus, computed once and cached with the encoders' features."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.pooling import speech_frames
from emotion_engine.expression.cnn.front_end import (
    FRAME_RATE_HZ,
    N_BANDS,
    WINDOW,
    LogMel,
)
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.feature_cache import Description, FeatureCache
from emotion_engine.results import Span


class MelEncoder:
    """The CNN's front end with an encoder's interface, so that it can be cached."""

    name, n_layers, hidden_size = "log-mel", 0, N_BANDS
    frame_rate_hz = FRAME_RATE_HZ

    def __init__(self) -> None:
        self.front_end = LogMel()

    def encode(self, waveforms: Sequence[np.ndarray]) -> Encoding:
        """Return log-mels as the only layer; the last window is filled with zeros."""
        takes = [
            self.front_end(
                torch.from_numpy(np.pad(w, (0, WINDOW)).astype(np.float32))[None]
            )[0]
            for w in waveforms
        ]
        n_frames = torch.tensor([len(take) for take in takes])
        return Encoding(pad_sequence(takes, batch_first=True)[None], n_frames, 100.0)


def every_frame(encoding: Encoding, speech: Sequence[Span]) -> np.ndarray:
    """Keep the frames from the first to the last speech."""
    return speech_frames(encoding, speech, stride=1)[0].half().numpy()


LOG_MEL = Description(("log-mel 64", "100 Hz", "float16"), every_frame)


def mel_cache() -> FeatureCache:
    """Build the cache of log-mels; each has shape (n_frames, 64)."""
    return FeatureCache("log-mel", MelEncoder, description=LOG_MEL)


def mels_of(corpus: Corpus) -> list[Tensor]:
    """Read or compute the log-mels of a corpus, at 100 frames a second."""
    return mels_at(corpus.paths)


def mels_at(paths: Sequence[Path]) -> list[Tensor]:
    """Read or compute the log-mels of recordings, each of shape (n_frames, 64)."""
    return [torch.from_numpy(take).float() for take in mel_cache().read(paths)]
