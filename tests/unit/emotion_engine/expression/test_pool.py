"""One answer from several: weighted, masked where a member lacks a style, stored."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.errors import CheckpointError
from emotion_engine.expression.pool import CERTAIN, Mixture, Pool, extended, pooled
from emotion_engine.expression.voice_expression import Clarity
from emotion_engine.results import KNOWN_VOICE_TAKES, MemberName

REGRESSION, CNN, FUSION = MemberName
ONE, OTHER = np.array([0.7, 0.2, 0.1]), np.array([0.1, 0.6, 0.3])


def a_mixture(**weights: float) -> Mixture:
    named = {MemberName(name): weight for name, weight in weights.items()}
    return Mixture(named, 0.8, Clarity(0.6, 0.2))


def test_a_pool_of_one_is_that_one() -> None:
    assert pooled([ONE], [1.0]) == pytest.approx(ONE)
    assert pooled([ONE, OTHER], [1.0, 0.0]) == pytest.approx(ONE)


def test_equal_weights_are_the_normalised_geometric_mean() -> None:
    mean = np.sqrt(ONE * OTHER)
    assert pooled([ONE, OTHER], [0.5, 0.5]) == pytest.approx(mean / mean.sum())


def test_a_lower_temperature_makes_the_answer_surer() -> None:
    warm, cool = (pooled([ONE, OTHER], [0.8, 0.2], t) for t in (1.0, 0.5))
    assert cool.argmax() == warm.argmax()
    assert cool.max() > warm.max()


def test_no_member_alone_can_rule_a_style_out() -> None:
    never = np.array([0.0, 0.5, 0.5])
    assert pooled([ONE, never], [0.9, 0.1])[0] > 0.3


def test_a_style_that_a_member_lacks_is_as_probable_as_the_regression_has_it() -> None:
    whole = extended(("c", "a"), np.array([0.25, 0.75]), ONE, ("a", "b", "c"))
    assert whole == pytest.approx([0.75 * 0.8, 0.2, 0.25 * 0.8])


def test_a_style_that_the_regression_does_not_know_is_left_out() -> None:
    whole = extended(("a", "x", "b"), np.array([0.3, 0.4, 0.3]), ONE[:2], ("a", "b"))
    assert whole == pytest.approx([0.45, 0.45])


def test_without_a_member_the_others_share_its_weight_and_must_be_certain() -> None:
    left = a_mixture(regression=0.6, cnn=0.1, fusion=0.3).among({REGRESSION, CNN})
    assert left.weights == pytest.approx({REGRESSION: 6 / 7, CNN: 1 / 7})
    assert left.clarity == Clarity(CERTAIN, 0.2)


def test_with_all_members_nothing_changes() -> None:
    mixture = a_mixture(regression=0.9, cnn=0.1)
    assert mixture.among({REGRESSION, CNN, FUSION}) is mixture


def test_a_pool_is_read_as_it_was_written(tmp_path: Path) -> None:
    pool = Pool(
        "made", a_mixture(regression=0.75, cnn=0.25), a_mixture(regression=0.5, cnn=0.5)
    )
    pool.write(tmp_path, {"licence": "free"})
    assert Pool.read(tmp_path) == pool
    assert pool.mixture(KNOWN_VOICE_TAKES - 1) is pool.unknown
    assert pool.mixture(KNOWN_VOICE_TAKES) is pool.known


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError):
        Pool.read(tmp_path)
