"""Augmentation of log-mels in training, the same for every strategy."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import interpolate

RATES = (0.85, 1.18)
MAX_BAND_SHIFT = 3  # of 64 bands: another length of the vocal tract
MAX_GAIN = 1.4  # nats of power: 6 dB
N_KNOTS = 6  # between which a bent spectrum is straight
NATS_PER_DB = np.log(10) / 10  # of power
MAX_MASKED_BANDS = 8
MAX_MASKED_FRAMES = 20


def vary(mels: Tensor, generator: np.random.Generator) -> Tensor:
    """Vary pace, voice and level at random, and mask parts.

    Parameters
    ----------
    mels : tensor, shape (n_frames, 64)
        Log-mels of one take.
    """
    n_frames = max(8, round(len(mels) / generator.uniform(*RATES)))
    paced = interpolate(mels.T[None], size=n_frames, mode="linear")[0].T
    return mask(gain(shift(paced, generator), generator), generator)


def gain(mels: Tensor, generator: np.random.Generator) -> Tensor:
    """Change the level by up to 6 dB."""
    return mels + float(generator.uniform(-MAX_GAIN, MAX_GAIN))


def bend(mels: Tensor, most_db: float, generator: np.random.Generator) -> Tensor:
    """Bend the spectrum by up to so many dB, smoothly over the bands, as rooms do."""
    if not most_db:
        return mels
    knots = torch.from_numpy(generator.uniform(-most_db, most_db, N_KNOTS)).to(mels)
    curve = interpolate(knots[None, None], mels.shape[1], mode="linear")[0, 0]
    return mels + curve * NATS_PER_DB


def shift(mels: Tensor, generator: np.random.Generator) -> Tensor:
    """Move the spectrum by a few bands; the edge is repeated."""
    n_bands = int(generator.integers(-MAX_BAND_SHIFT, MAX_BAND_SHIFT + 1))
    bands = torch.arange(mels.shape[1]) - n_bands
    return mels[:, bands.clamp(0, mels.shape[1] - 1)]


def mask(mels: Tensor, generator: np.random.Generator) -> Tensor:
    """Set a stretch of time and of frequency to the take's mean (Park et al., 2019)."""
    masked, mean = mels.clone(), mels.mean()
    for axis, longest in ((0, MAX_MASKED_FRAMES), (1, MAX_MASKED_BANDS)):
        length = int(generator.integers(0, min(longest, mels.shape[axis] // 4) + 1))
        start = int(generator.integers(0, mels.shape[axis] - length + 1))
        masked.narrow(axis, start, length).fill_(mean)
    return masked
