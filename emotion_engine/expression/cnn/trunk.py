"""The convolutional trunk that source tasks and targets share."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from torch import Tensor, nn
from torch.nn.functional import gelu, pad

from emotion_engine.encoders.base import frame_mask

from .front_end import FRAME_RATE_HZ, HOP, N_BANDS, WINDOW

REDUCTION = 4  # two strides of 2: 100 to 25 frames a second
EMBEDDING_RATE_HZ = FRAME_RATE_HZ / REDUCTION
STEM_KERNEL = 5


@dataclass(frozen=True, slots=True)
class TrunkConfig:
    """Sizes of the trunk.

    Attributes
    ----------
    look_back, look_ahead : int
        Frames (of 40 ms) that each block sees before and after the current one.
    """

    size: int = 192
    stem_size: int = 128
    n_blocks: int = 6
    look_back: int = 5
    look_ahead: int = 1
    expansion: int = 2
    dropout: float = 0.05

    @property
    def look_ahead_ms(self) -> float:
        """How much sound after a frame's start its output depends on."""
        stem = STEM_KERNEL // 2 * (1 + 2)  # frames of 10 ms: at 100, then at 50 Hz
        blocks = self.n_blocks * self.look_ahead * REDUCTION
        return (stem + blocks) * 1000 / FRAME_RATE_HZ + WINDOW / HOP * 10

    def to_card(self) -> dict[str, Any]:
        """Return the entries of the card from which the trunk can be rebuilt."""
        return asdict(self)


class Strided(nn.Module):
    """Convolution with stride 2, norm, activation."""

    def __init__(self, n_in: int, n_out: int) -> None:
        super().__init__()
        self.convolve = nn.Conv1d(n_in, n_out, STEM_KERNEL, stride=2)
        self.norm = nn.BatchNorm1d(n_out)

    sides = (STEM_KERNEL // 2, STEM_KERNEL // 2)
    stride = 2

    def forward(self, padded: Tensor) -> Tensor:
        """Map (batch, n_in, n_frames) to about half the frames; adds no padding."""
        return gelu(self.norm(self.convolve(padded)))


class Block(nn.Module):
    """Separable convolution over time with a residual connection."""

    stride = 1

    def __init__(self, config: TrunkConfig) -> None:
        super().__init__()
        size = config.size
        self.sides = (config.look_back, config.look_ahead)
        width = sum(self.sides) + 1
        self.over_time = nn.Conv1d(size, size, width, groups=size)
        self.norm = nn.BatchNorm1d(size)
        self.mix = nn.Sequential(
            nn.Conv1d(size, config.expansion * size, 1),
            nn.GELU(),
            nn.Conv1d(config.expansion * size, size, 1),
            nn.Dropout(config.dropout),
        )

    def forward(self, padded: Tensor) -> Tensor:
        """Map (batch, size, n_frames + both sides) to (batch, size, n_frames)."""
        before, behind = self.sides
        present = padded[..., before : padded.shape[-1] - behind]
        return present + self.mix(self.norm(self.over_time(padded)))


class AcousticTrunk(nn.Module):
    """Standardised log-mels to frame embeddings at 25 frames a second.

    Each frame sees at most ``config.look_ahead_ms`` of what follows.
    """

    def __init__(self, config: TrunkConfig) -> None:
        super().__init__()
        self.config = config
        stem = [Strided(N_BANDS, config.stem_size)]
        stem.append(Strided(config.stem_size, config.size))
        blocks = [Block(config) for _ in range(config.n_blocks)]
        self.layers = nn.ModuleList([*stem, *blocks])

    def forward(self, mels: Tensor, n_frames: Tensor) -> tuple[Tensor, Tensor]:
        """Embed a batch.

        Parameters
        ----------
        mels : tensor, shape (batch, n_mel_frames, 64)
            Zero in padding.
        n_frames : int64 tensor, shape (batch,)
            How many of the mel frames are valid.

        Returns
        -------
        embeddings : tensor, shape (batch, n_frames, size)
            Zero in padding.
        n_frames : int64 tensor, shape (batch,)
        """
        states = mels.transpose(1, 2)
        for layer in self.layers:
            states = layer(pad(states, layer.sides))
            n_frames = -(-n_frames // layer.stride)
            states = states * frame_mask(n_frames, states.shape[-1])[:, None, :]
        return states.transpose(1, 2), n_frames
