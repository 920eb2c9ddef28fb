"""A linear head is a matrix product over what was selected, and survives the disk."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.errors import CheckpointError


def a_head() -> LinearHead:
    generator = np.random.default_rng(0)
    return LinearHead(
        PooledInput((1, 3), ("mean", "movement")),
        mean=np.float32(generator.normal(size=20)),
        scale=np.float32(generator.uniform(0.5, 2, 20)),
        weight=np.float32(generator.normal(size=(20, 3))),
        bias=np.float32([1, 2, 3]),
    )


def test_layers_and_statistics_are_picked_in_their_order() -> None:
    pooled = np.arange(4 * 3 * 2).reshape(4, 3, 2)  # (layer, statistic, hidden)
    picked = PooledInput((3, 1), ("movement", "mean")).select(pooled)
    assert picked.tolist() == [22, 23, 18, 19, 10, 11, 6, 7]


def test_a_batch_is_answered_as_its_takes_alone() -> None:
    head, pooled = a_head(), np.random.default_rng(1).normal(size=(6, 4, 3, 5))
    together = head(pooled)
    assert together.shape == (6, 3)
    np.testing.assert_allclose(together, [head(one) for one in pooled], atol=1e-5)


def test_the_mean_take_is_answered_by_the_bias() -> None:
    head = a_head()
    pooled = np.zeros((4, 3, 5), dtype=np.float32)
    pooled[[1, 3]] = 0
    pooled[np.ix_([1, 3], [0, 2])] = head.mean.reshape(2, 2, 5)
    np.testing.assert_allclose(head(pooled), head.bias, atol=1e-5)


def test_it_is_built_again_from_tensors_and_card() -> None:
    head, pooled = a_head(), np.random.default_rng(1).normal(size=(4, 3, 5))
    again = LinearHead.of(head.tensors(), head.input.to_card())
    np.testing.assert_array_equal(again(pooled), head(pooled))


def test_a_missing_tensor_is_named() -> None:
    head = a_head()
    tensors = head.tensors()
    del tensors["scale"]
    with pytest.raises(CheckpointError, match="scale"):
        LinearHead.of(tensors, head.input.to_card())


def test_outputs_are_shared_out_to_frames_without_remainder() -> None:
    generator = np.random.default_rng(2)
    wanted = PooledInput((0, 2), ("mean", "deviation"))
    head = replace(
        a_head(),
        input=wanted,
        mean=np.float32(generator.normal(size=20)),
    )
    states = generator.normal(size=(3, 7, 5)).astype(np.float32)
    pooled = np.stack(
        [states.mean(1), states.std(1), np.zeros((3, 5), np.float32)], axis=1
    )
    parts = head.over_time(states)
    assert parts.shape == (7, 3)
    np.testing.assert_allclose(parts.sum(0) + head.bias, head(pooled), atol=1e-4)


def test_a_statistic_of_neighbouring_frames_belongs_to_none_of_them() -> None:
    with pytest.raises(ValueError, match="single frames"):
        a_head().over_time(np.zeros((4, 7, 5), np.float32))
