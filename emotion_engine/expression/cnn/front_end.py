"""Log-mel spectrograms for the CNN."""

from __future__ import annotations

from torch import Tensor, nn
from torchaudio.transforms import MelSpectrogram

from emotion_engine.config import SAMPLE_RATE

N_BANDS = 64
HOP, WINDOW = 160, 512
FRAME_RATE_HZ = SAMPLE_RATE / HOP
FLOOR = 1e-6
MEAN, SPREAD = -3.1, 3.8  # nats, of speech at working level


class LogMel(nn.Module):
    """Waveforms to log-mel spectrograms at 100 frames a second, without padding.

    Frame ``i`` covers samples ``i * 160`` to ``i * 160 + 512``, so that chunks of a
    stream yield the same frames as the whole.
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


def standardised(log_mel: Tensor) -> Tensor:
    """Scale log-mels of a take at working level to about mean 0 and deviation 1.

    The constants are those of speech in general at working level; a take's own
    statistics would not be known before its end.
    """
    return (log_mel - MEAN) / SPREAD
