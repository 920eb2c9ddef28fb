"""A stream ends where the whole take ends, however it is cut."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_engine.expression.cnn.streaming import StreamingExpression
from tests.cnns import LABELS, toy_cnn
from tests.signals import noise


def stream(waveform: np.ndarray, sizes: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Feed chunks of these sizes in turn; return what came before and at the end."""
    listening, fed, start = StreamingExpression(toy_cnn()), [], 0
    while start < len(waveform):
        size = sizes[len(fed) % len(sizes)]
        fed.append(listening.feed(waveform[start : start + size]))
        start += size
    return np.concatenate(fed), listening.finish()


@pytest.fixture
def waveform() -> np.ndarray:
    swell = np.linspace(0.2, 1, 20_077)
    return (noise(20_077 / 16_000, seed=3) * swell).astype(np.float32)


@pytest.mark.parametrize("sizes", [[1], [160], [4096], [7, 900, 333], [50_000]])
def test_any_chunks_give_the_same_frames(
    waveform: np.ndarray, sizes: list[int]
) -> None:
    if sizes == [1]:
        waveform = waveform[:2500]
    whole = np.concatenate(stream(waveform, [len(waveform)]))
    chunked = np.concatenate(stream(waveform, sizes))
    assert chunked.shape == whole.shape
    np.testing.assert_allclose(chunked, whole, atol=1e-4)


def test_the_last_frame_says_what_the_whole_take_says(waveform: np.ndarray) -> None:
    _, end = stream(waveform, [512])
    np.testing.assert_allclose(end[-1], toy_cnn().probabilities(waveform), atol=1e-4)


def test_frames_come_no_later_than_stated(waveform: np.ndarray) -> None:
    listening = StreamingExpression(toy_cnn())
    heard = listening.feed(waveform)
    heard_ms = len(waveform) / 16
    waited_ms = heard_ms - len(heard) * listening.frame_ms
    assert 0 <= waited_ms <= listening.look_ahead_ms + listening.frame_ms


def test_each_frame_is_a_distribution(waveform: np.ndarray) -> None:
    frames = np.concatenate(stream(waveform, [1000]))
    assert frames.shape == (-(-((len(waveform) - 512) // 160 + 1) // 4), len(LABELS))
    np.testing.assert_allclose(frames.sum(1), 1, atol=1e-5)


def test_too_little_sound_says_nothing() -> None:
    listening = StreamingExpression(toy_cnn())
    assert listening.feed(np.zeros(100, np.float32)).shape == (0, len(LABELS))


@torch.no_grad()
def test_two_streams_do_not_hear_each_other(waveform: np.ndarray) -> None:
    model = toy_cnn()
    one, other = StreamingExpression(model), StreamingExpression(model)
    one.feed(waveform)
    other.feed(waveform[::-1].copy())
    alone = StreamingExpression(model)
    alone.feed(waveform)
    np.testing.assert_allclose(one.finish(), alone.finish(), atol=1e-6)
