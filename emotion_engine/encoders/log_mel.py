"""Whisper's log-mel spectrogram, at the actual length of the take."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor
from transformers.audio_utils import mel_filter_bank

from emotion_engine.config import SAMPLE_RATE

N_FFT, HOP = 400, 160
FLOOR, DYNAMIC_RANGE = 1e-10, 8.0


@lru_cache(maxsize=4)
def mel_filters(n_mels: int) -> Tensor:
    """Return Slaney's mel filters, shape (n_mels, N_FFT // 2 + 1)."""
    filters = mel_filter_bank(
        num_frequency_bins=N_FFT // 2 + 1,
        num_mel_filters=n_mels,
        min_frequency=0.0,
        max_frequency=SAMPLE_RATE / 2,
        sampling_rate=SAMPLE_RATE,
        norm="slaney",
        mel_scale="slaney",
    )
    return torch.from_numpy(filters.T).float()


def log_mel(waveform: Tensor, n_mels: int) -> Tensor:
    """Compute the spectrogram that Whisper was trained on.

    Parameters
    ----------
    waveform : float32 tensor, shape (n_samples,)
        At least ``N_FFT`` samples at 16 kHz.
    n_mels : int
        Number of mel bins of the checkpoint.

    Returns
    -------
    float32 tensor, shape (n_mels, n_samples // HOP)
        Base-10 logarithm of power, bounded 8 below its maximum, then ``(x + 4) / 4``.
    """
    window = torch.hann_window(N_FFT, device=waveform.device)
    spectrum = torch.stft(waveform, N_FFT, HOP, window=window, return_complex=True)
    power = spectrum[:, :-1].abs().square()
    filters = mel_filters(n_mels).to(waveform.device)
    levels = (filters @ power).clamp(min=FLOOR).log10()
    return (levels.maximum(levels.max() - DYNAMIC_RANGE) + 4.0) / 4.0
