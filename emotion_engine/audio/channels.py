"""Mix several channels to one, without cancellation or loss of level."""

from __future__ import annotations

import numpy as np

from emotion_engine.errors import AudioError, AudioRefusal

MAX_CHANNELS = 7  # PyAV crashes on planar frames of eight
SILENT_BELOW_DB = 30.0  # relative to the strongest channel


def mix_channels(channels: np.ndarray) -> np.ndarray:
    """Average the channels that carry sound if they agree; else take the strongest.

    A channel 30 dB below the strongest is left out (one-sided headsets). Channels of
    opposite polarity (a miswired microphone) would cancel, so then only the strongest
    is taken.

    Parameters
    ----------
    channels : float32 array, shape (n_channels, n_samples)

    Returns
    -------
    float32 array, shape (n_samples,)
    """
    if len(channels) == 1:
        return channels[0]
    energy = np.square(channels, dtype=np.float64).sum(axis=1)
    strongest = channels[int(np.argmax(energy))]
    heard = channels[energy >= energy.max() * 10 ** (-SILENT_BELOW_DB / 10)]
    if (heard @ strongest < 0).any():
        return strongest
    return heard.mean(axis=0)


def refuse_many_channels(n_channels: int) -> None:
    """Raise ``AudioError`` for more channels than can be decoded."""
    if n_channels > MAX_CHANNELS:
        raise AudioError(
            AudioRefusal.TOO_MANY_CHANNELS,
            f"Expected at most {MAX_CHANNELS} channels, got {n_channels}.",
        )
