"""Pooling covers the speech of a take, whatever surrounds it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.pooling import frames_of, pool_spans, pool_speech
from emotion_engine.results import Span


def encoding_of(states: np.ndarray) -> Encoding:
    """One take from an array (n_layers + 1, n_frames, hidden_size), 50 frames a second."""
    hidden = torch.from_numpy(np.float32(states))[:, None]
    return Encoding(hidden, torch.tensor([states.shape[1]]), 50.0)


def test_statistics_are_those_of_the_frames() -> None:
    states = np.random.default_rng(0).normal(size=(3, 40, 5))
    pooled = pool_speech(encoding_of(states)).numpy()
    assert pooled.shape == (3, 3, 5)
    np.testing.assert_allclose(pooled[:, 0], states.mean(1), atol=1e-5)
    np.testing.assert_allclose(pooled[:, 1], states.std(1), atol=1e-5)
    moved = np.abs(np.diff(states, axis=1)).mean(1)
    np.testing.assert_allclose(pooled[:, 2], moved, atol=1e-5)


def test_what_lies_before_and_after_the_speech_does_not_count() -> None:
    states = np.random.default_rng(0).normal(size=(2, 50, 4))
    around = np.concatenate([states[:, :10] + 9, states, states[:, :20] - 9], axis=1)
    speech = (Span(0.2, 0.5), Span(0.8, 1.2))
    np.testing.assert_allclose(
        pool_speech(encoding_of(around), speech).numpy(),
        pool_speech(encoding_of(states)).numpy(),
        atol=1e-5,
    )


@pytest.mark.parametrize(
    ("speech", "frames"),
    [
        ((), (0, 50)),
        ((Span(0.11, 0.39),), (5, 20)),
        ((Span(0.5, 9.0),), (25, 50)),
        ((Span(2.0, 3.0),), (49, 50)),
        ((Span(0.3, 0.3),), (15, 16)),
    ],
)
def test_there_is_always_a_frame_inside_the_take(
    speech: tuple[Span, ...], frames: tuple[int, int]
) -> None:
    assert frames_of(encoding_of(np.zeros((1, 50, 2))), speech) == frames


def test_one_frame_does_not_move() -> None:
    pooled = pool_speech(encoding_of(np.ones((1, 1, 2))))
    assert pooled.tolist() == [[[1.0, 1.0], [0.0, 0.0], [0.0, 0.0]]]


def test_spans_are_averaged_over_the_frames_they_touch() -> None:
    states = np.arange(50.0)[None, :, None].repeat(3, axis=0)  # a frame is its number
    states[1] *= 10
    spans = (Span(0.1, 0.16), Span(0.301, 0.302), Span(0.99, 1.2), Span(3.0, 3.1))
    pooled = pool_spans(encoding_of(states), spans, (0, 1)).numpy()
    assert pooled.shape == (4, 2, 1)
    assert pooled[:, 0, 0].tolist() == [6.0, 15.0, 49.0, 49.0]
    assert pooled[:, 1, 0].tolist() == [60.0, 150.0, 490.0, 490.0]
