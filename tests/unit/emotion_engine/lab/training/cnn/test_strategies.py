"""Which weights move in which stage, for each strategy by name."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
import torch

from emotion_engine.expression.cnn.network import StyleNetwork
from emotion_engine.lab.training.cnn.fit import (
    CnnRecipe,
    endless_batches,
    fit_style_network,
    logits_of,
    prepare,
    run_stage,
)
from emotion_engine.lab.training.cnn.strategies import (
    FROZEN,
    SCRATCH,
    SINGLE_STAGE,
    STRATEGIES,
    TWO_STAGE,
    Stage,
)
from tests.cnns import TOY, banded_takes, toy_trunk

RECIPE = CnnRecipe(n_epochs=2, min_steps=4, batch_size=8)


def moved(network: StyleNetwork, before: dict[str, torch.Tensor]) -> set[str]:
    """Names of all that changed, the statistics of norms included."""
    after = network.state_dict()
    return {name for name in after if not torch.equal(after[name], before[name])}


def run(stage: Stage) -> tuple[set[str], set[str], set[str]]:
    """Run one stage; return the names in trunk and head, and those that moved."""
    torch.manual_seed(0)
    network = StyleNetwork(TOY, 2)
    before = {name: t.clone() for name, t in network.state_dict().items()}
    mels, truth = banded_takes(12)
    generator = np.random.default_rng(0)
    batches = endless_batches(mels, 8, generator)
    run_stage(network, stage, 4, batches, mels, truth, RECIPE, generator)
    names = set(before)
    trunk = {name for name in names if name.startswith("trunk.")}
    return trunk, names - trunk, moved(network, before)


EVERYTHING, ONLY_HEAD = "trunk and head", "head"
STAGES = [
    (SCRATCH, 0, EVERYTHING),
    (FROZEN, 0, ONLY_HEAD),
    (SINGLE_STAGE, 0, EVERYTHING),
    (TWO_STAGE, 0, ONLY_HEAD),
    (TWO_STAGE, 1, EVERYTHING),
]


@pytest.mark.parametrize(("strategy", "number", "what"), STAGES)
def test_exactly_these_weights_move(strategy, number: int, what: str) -> None:
    trunk, head, changed = run(strategy.stages[number])
    assert changed == (trunk | head if what == EVERYTHING else head)


def test_all_stages_of_all_strategies_are_tested() -> None:
    tested = {(strategy.name, number) for strategy, number, _ in STAGES}
    stages = {(s.name, n) for s in STRATEGIES.values() for n in range(len(s.stages))}
    assert tested == stages


def test_every_strategy_has_the_same_budget() -> None:
    for strategy in STRATEGIES.values():
        assert sum(stage.share for stage in strategy.stages) == pytest.approx(1)


def test_transferred_weights_move_slower_than_new_ones() -> None:
    (stage,) = SINGLE_STAGE.stages
    assert stage.trunk_rate == pytest.approx(0.25 * stage.head_rate)


def test_only_scratch_ignores_the_source() -> None:
    mels, truth = banded_takes(6)
    still = CnnRecipe(n_epochs=0, min_steps=2, batch_size=8)
    source = toy_trunk(seed=7)
    for strategy in STRATEGIES.values():
        network = fit_style_network(mels, truth, 2, strategy, source, still, seed=1)
        kernel = "layers.2.over_time.weight"
        ours, theirs = network.trunk.state_dict()[kernel], source.state_dict()[kernel]
        near = float((ours - theirs).abs().max()) < 0.01
        assert near is strategy.transfers


def test_without_a_source_nothing_can_be_transferred() -> None:
    mels, truth = banded_takes(2)
    with pytest.raises(ValueError, match="needs a trunk"):
        fit_style_network(mels, truth, 2, FROZEN, None, RECIPE, seed=0)


@pytest.mark.parametrize("strategy", STRATEGIES.values(), ids=list(STRATEGIES))
def test_each_strategy_learns_what_is_separable(strategy) -> None:
    mels, truth = banded_takes(24)
    recipe = CnnRecipe(n_epochs=10, min_steps=60, batch_size=12)
    network = fit_style_network(mels, truth, 2, strategy, toy_trunk(), recipe, seed=0)
    unseen, answers = banded_takes(20, seed=9)
    assert np.mean(logits_of(network, unseen).argmax(1) == answers) > 0.9


def test_the_seed_decides_everything() -> None:
    mels, truth = banded_takes(8)
    one, same, other = (
        logits_of(
            fit_style_network(mels, truth, 2, SCRATCH, toy_trunk(), RECIPE, seed=seed),
            mels,
        )
        for seed in (3, 3, 4)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.allclose(one, other)


def test_batches_hold_every_take_once_an_epoch() -> None:
    mels, _ = banded_takes(16)
    batches = endless_batches(mels, 8, np.random.default_rng(0))
    seen = np.concatenate(list(islice(batches, 4)))
    assert sorted(seen) == list(range(32))


def test_few_takes_are_seen_more_often() -> None:
    recipe = CnnRecipe(n_epochs=12, min_steps=150, batch_size=32)
    assert recipe.n_steps(40) == 150
    assert recipe.n_steps(960) == 360


def test_a_batch_goes_where_its_network_is() -> None:
    mels, _ = banded_takes(3)
    elsewhere = torch.device("meta")  # mixed with another device, it fails
    network = StyleNetwork(TOY, 2).to(elsewhere)
    assert network(*prepare(mels, elsewhere)).device == elsewhere
