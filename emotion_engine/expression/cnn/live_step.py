"""One step of the live CNN with all its state as arguments, to be exported to ONNX.

Forty milliseconds of sound go in and one frame comes out. Shapes are fixed, so that a
runtime can plan its memory once; ``StreamingExpression`` is the same on any chunks.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from emotion_engine.config import SAMPLE_RATE

from .front_end import FLOOR, HOP, N_BANDS, WINDOW, LogMel, standardised
from .live import LiveModel
from .trunk import REDUCTION, AcousticTrunk

STEP = REDUCTION * HOP  # samples
OVERLAP = WINDOW - HOP  # samples of the last window that the next one needs
STEM_WAITING = (4, 3)  # frames that wait before the first and the second stride
STEM_LAG = 1  # steps by which the stem's output lags


class MatrixLogMel(nn.Module):
    """``LogMel`` with the Fourier transform as a convolution: ONNX runtimes have that."""

    def __init__(self, front_end: LogMel) -> None:
        super().__init__()
        window = front_end.mel.spectrogram.window.double()
        samples, bins = torch.arange(WINDOW), torch.arange(WINDOW // 2 + 1)
        turns = (bins[:, None] * samples % WINDOW).double() * (2 * torch.pi / WINDOW)
        basis = torch.cat([turns.cos(), turns.sin()]) * window
        self.register_buffer("basis", basis.float()[:, None])
        self.register_buffer("bands", front_end.mel.mel_scale.fb)

    def forward(self, waveforms: Tensor) -> Tensor:
        """Map (batch, n_samples) to (batch, n_frames, 64), natural logarithm."""
        parts = nn.functional.conv1d(waveforms[:, None], self.basis, stride=HOP)
        real, imaginary = parts.square().chunk(2, dim=1)
        return ((real + imaginary).transpose(1, 2) @ self.bands + FLOOR).log()


class LiveStep(nn.Module):
    """Sound and state in; style so far, beat and the next state out."""

    def __init__(self, model: LiveModel) -> None:
        super().__init__()
        self.front_end = MatrixLogMel(LogMel())
        self.trunk, self.style = model.network.trunk, model.network.style
        self.beats, self.temperature = model.network.beats, model.temperature

    def forward(
        self,
        sound: Tensor,
        keep: Tensor,
        take: Tensor,
        step: Tensor,
        samples: Tensor,
        stem: Tensor,
        stem_2: Tensor,
        blocks: Tensor,
        sums: Tensor,
    ) -> tuple[Tensor, ...]:
        """Process one step.

        Parameters
        ----------
        sound : tensor, shape (1, 640)
            At working level.
        keep, take : tensor, shape (1,)
            What the style head's sums are multiplied by, and this frame's share in
            them. With 1 and 1 the style is that of everything heard so far; with less
            than 1 to keep the past fades, and with 0 to take silence is passed over.
        step, samples, stem, stem_2, blocks, sums
            The state: see ``first_state``.

        Returns
        -------
        styles : tensor, shape (1, n_styles)
            Probabilities.
        beat : tensor, shape (1, 2)
            Probabilities of a nucleus, and of stress if there is one.
        step, samples, stem, stem_2, blocks, sums
            The next state.
        """
        heard = torch.cat([samples, sound], dim=1)
        mels = standardised(self.front_end(heard)).transpose(1, 2)
        state, waiting = through_trunk(self.trunk, mels, step, stem, stem_2, blocks)
        states = state.transpose(1, 2)  # (1, 1, size)
        is_there = since(step, STEM_LAG + len(self.trunk.layers) - len(STEM_WAITING))
        sums = keep * sums + take * is_there * self.style.weighed(states)[:, 0]
        styles = (self.style.decide(sums) / self.temperature).softmax(-1)
        beat = self.beats(states)[:, 0].sigmoid()
        return styles, beat, step + 1, heard[:, -OVERLAP:], *waiting, sums


def through_trunk(
    trunk: AcousticTrunk,
    mels: Tensor,
    step: Tensor,
    stem: Tensor,
    stem_2: Tensor,
    blocks: Tensor,
) -> tuple[Tensor, tuple[Tensor, Tensor, Tensor]]:
    """Map four new mel frames to one new embedding, shape (1, size, 1).

    What a layer puts out before its first frame is set to zero, as its padding is.
    """
    first, second, *rest = trunk.layers
    window = torch.cat([stem, mels], dim=2)
    present = torch.cat([since(step, 1), torch.ones_like(step)])
    window_2 = torch.cat([stem_2, first(window) * present], dim=2)
    state = second(window_2) * since(step, STEM_LAG)
    waiting = []
    for number, (block, before) in enumerate(zip(rest, blocks.unbind(0), strict=True)):
        seen = torch.cat([before[None], state], dim=2)
        waiting.append(seen[0, :, 1:])
        state = block(seen) * since(step, STEM_LAG + number + 1)
    new, new_2 = window[:, :, REDUCTION:], window_2[:, :, REDUCTION // 2 :]
    return state, (new, new_2, torch.stack(waiting))


def since(step: Tensor, first: int) -> Tensor:
    """Return 1 from a step on and 0 before, shape (1,)."""
    return (step >= first).to(step.dtype)


def first_state(model: LiveModel, sound: Tensor) -> Mapping[str, Tensor]:
    """Return the state before the first step, by the names of ``LiveStep.forward``.

    Parameters
    ----------
    sound : tensor, shape (352,)
        How the sound begins; the steps take what follows.
    """
    config = model.network.trunk.config
    width = config.look_back + config.look_ahead
    n_sums = 2 * config.size + model.network.style.attention[-1].out_features
    return {
        "step": torch.zeros(1),
        "samples": sound[None],
        "stem": torch.zeros(1, N_BANDS, STEM_WAITING[0]),
        "stem_2": torch.zeros(1, config.stem_size, STEM_WAITING[1]),
        "blocks": torch.zeros(config.n_blocks, config.size, width),
        "sums": torch.zeros(1, n_sums),
    }


def lag_steps(model: LiveModel) -> int:
    """Count the steps by which outputs lag: step ``n`` puts out frame ``n - lag``."""
    return STEM_LAG + model.network.trunk.config.n_blocks


def lag_s(model: LiveModel) -> float:
    """Return how much sound after a frame's start has to be there for its output."""
    return (OVERLAP + (lag_steps(model) + 1) * STEP) / SAMPLE_RATE
