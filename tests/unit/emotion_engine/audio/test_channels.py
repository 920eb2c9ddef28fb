"""One channel from several: nothing cancels, nothing is halved."""

import numpy as np
import pytest

from emotion_engine.audio.channels import mix_channels
from tests.signals import noise, sine

VOICE = sine(200, 0.5)


def test_one_channel_stays_as_it_is() -> None:
    assert np.array_equal(mix_channels(VOICE[None]), VOICE)


def test_equal_channels_keep_their_level() -> None:
    assert mix_channels(np.stack([VOICE, VOICE])) == pytest.approx(VOICE)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_silent_channel_does_not_halve_the_other(order: tuple[int, int]) -> None:
    channels = np.stack([VOICE, noise(0.5, rms=1e-4)])[list(order)]
    assert np.array_equal(mix_channels(channels), VOICE)


def test_channels_of_opposite_polarity_do_not_cancel() -> None:
    assert np.array_equal(mix_channels(np.stack([0.8 * VOICE, -VOICE])), -VOICE)


def test_independent_noise_of_two_channels_is_averaged() -> None:
    channels = np.stack([VOICE + noise(0.5, rms=0.05, seed=s) for s in (1, 2)])
    error = mix_channels(channels) - VOICE
    assert np.std(error) == pytest.approx(0.05 / np.sqrt(2), rel=0.05)
