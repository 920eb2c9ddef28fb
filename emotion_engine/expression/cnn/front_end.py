"""Log-mel spectrograms for the CNN, and their level by what was heard so far."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torchaudio.transforms import MelSpectrogram

from emotion_engine.config import SAMPLE_RATE

N_BANDS = 64
HOP, WINDOW = 160, 512
FRAME_RATE_HZ = SAMPLE_RATE / HOP
FLOOR = 1e-6
SPREAD = 3.0  # nats; brings log-mels to about unit deviation


class LogMel(nn.Module):
    """Waveforms to log-mel spectrograms at 100 frames a second, without padding.

    Frame ``i`` hears samples ``i * 160`` to ``i * 160 + 512``, so that chunks of a
    stream give the same frames as the whole.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mel = MelSpectrogram(
            SAMPLE_RATE,
            n_fft=WINDOW,
            hop_length=HOP,
            f_min=50.0,
            f_max=7600.0,
            n_mels=N_BANDS,
            center=False,
        )

    def forward(self, waveforms: Tensor) -> Tensor:
        """Map (batch, n_samples) to (batch, n_frames, 64), natural logarithm."""
        return (self.mel(waveforms) + FLOOR).log().transpose(1, 2)


def levelled(log_mel: Tensor, total: Tensor | None = None, n_before: int = 0) -> Tensor:
    """Subtract the mean level of all that was heard so far: gain no longer counts.

    Parameters
    ----------
    log_mel : tensor, shape (batch, n_frames, 64)
    total : tensor, shape (batch,), optional
        Sum of the levels of the ``n_before`` frames before these.

    Returns
    -------
    tensor, shape (batch, n_frames, 64)
    """
    level = log_mel.mean(-1)  # (batch, n_frames)
    heard = level.cumsum(1) + (0.0 if total is None else total[:, None])
    first = n_before + 1
    count = torch.arange(first, first + level.shape[1], device=level.device)
    return (log_mel - (heard / count)[:, :, None]) / SPREAD
