"""The fusion network: padding, missing parts, and what it can learn from which part."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy

from emotion_engine.fusion.batch import FusionBatch
from emotion_engine.fusion.comparison import matching_loss
from emotion_engine.fusion.config import VARIANTS
from emotion_engine.fusion.network import FusionNetwork
from tests.fusion_batches import batch_of, labelled, random_take, toy_config


@pytest.fixture
def network() -> FusionNetwork:
    torch.manual_seed(0)
    return FusionNetwork(toy_config()).eval()


@pytest.fixture
def takes() -> list:
    generator = np.random.default_rng(1)
    return [random_take(generator, n, m) for n, m in ((9, 2), (4, 6), (7, 3))]


def learn(carrier: str, variant: str) -> float:
    """Share of the training takes that a variant gets right in the end."""
    torch.manual_seed(0)
    batch, labels = labelled(carrier)
    truth = torch.as_tensor(labels)
    network = FusionNetwork(toy_config(variant=variant, hidden_size=16))
    optimizer = torch.optim.AdamW(network.parameters(), 0.01)
    for _ in range(60 if carrier != "both" else 150):
        optimizer.zero_grad()
        cross_entropy(network(batch).logits, truth).backward()
        optimizer.step()
    fresh, labels = labelled(carrier, seed=1)
    return float((network(fresh).logits.argmax(1).numpy() == labels).mean())


@pytest.mark.parametrize("variant", VARIANTS)
def test_padding_never_changes_a_decision(variant, takes) -> None:
    torch.manual_seed(0)
    network = FusionNetwork(toy_config(variant=variant)).eval()
    together = network(batch_of(takes)).logits
    alone = torch.cat([network(batch_of([take])).logits for take in takes])
    torch.testing.assert_close(together, alone, atol=1e-5, rtol=0)


def test_what_lies_in_the_padding_never_counts(network, takes) -> None:
    batch = batch_of(takes)
    before = network(batch).logits
    batch.sound.vectors[1, :, 4:] = 99.0
    batch.words.vectors[0, :, 2:] = 99.0
    torch.testing.assert_close(network(batch).logits, before, atol=1e-5, rtol=0)


def test_every_frame_attends_to_the_real_tokens_only(network, takes) -> None:
    batch = batch_of(takes)
    links = network(batch).attention.frame_to_token
    real = batch.words.mask[:, None, :].expand_as(links)
    assert links.shape == (3, 9, 6)
    assert (links[~real] == 0).all()
    torch.testing.assert_close(links.sum(-1), torch.ones(3, 9))


def test_weights_over_time_sum_to_one_over_the_real_frames(network, takes) -> None:
    batch = batch_of(takes)
    weights = network(batch).attention.over_time
    assert (weights[~batch.sound.mask] == 0).all()
    torch.testing.assert_close(weights.sum(-1), torch.ones(3))


def test_without_sound_the_tokens_are_weighed_instead(network, takes) -> None:
    attention = network(batch_of(takes).only("text")).attention
    assert attention.over_time is None
    torch.testing.assert_close(attention.over_tokens.sum(-1), torch.ones(3))


@pytest.mark.parametrize(
    ("missing", "left"), [("words", "acoustic"), ("sound", "text")]
)
def test_a_missing_part_leaves_a_decision_on_the_other(
    network, takes, missing, left
) -> None:
    whole = batch_of(takes)
    batch = FusionBatch(
        None if missing == "sound" else whole.sound,
        None if missing == "words" else whole.words,
    )
    logits = network(batch).logits
    assert torch.isfinite(logits).all()
    torch.testing.assert_close(logits, network(whole.only(left)).logits)
    assert not torch.allclose(logits, network(whole).logits, atol=1e-4)


def test_a_take_without_sound_and_words_is_refused(network) -> None:
    with pytest.raises(ValueError, match="sound or words"):
        network(FusionBatch(None, None))


def test_an_acoustic_network_does_not_read(takes) -> None:
    network = FusionNetwork(toy_config(variant="acoustic")).eval()
    batch = batch_of(takes)
    before = network(batch).logits
    batch.words.vectors.mul_(-3.0)
    assert torch.equal(network(batch).logits, before)


def test_gradients_reach_the_weights_of_the_layers(network, takes) -> None:
    network(batch_of(takes)).logits.square().sum().backward()
    for branch in (network.sound, network.words):
        assert branch.mix.preference.grad.abs().max() > 1e-6


@pytest.mark.parametrize(
    ("carrier", "variant"),
    [("sound", "acoustic"), ("words", "text"), ("sound", "fused"), ("words", "fused")],
)
def test_a_label_that_one_part_carries_is_learnt_from_it(carrier, variant) -> None:
    assert learn(carrier, variant) > 0.9


@pytest.mark.parametrize(
    ("carrier", "variant"), [("words", "acoustic"), ("sound", "text")]
)
def test_a_label_that_the_other_part_carries_stays_unknown(carrier, variant) -> None:
    assert learn(carrier, variant) < 0.8


def test_only_both_together_tell_whether_they_agree() -> None:
    assert learn("both", "fused") > 0.9
    assert learn("both", "acoustic") < 0.8
    assert learn("both", "text") < 0.8


def test_matching_is_perfect_only_where_the_sound_is_that_of_its_token(takes) -> None:
    network = FusionNetwork(toy_config()).eval()
    batch = batch_of(takes)
    match = network(batch).match
    same = type(match)(match.meant, match.meant)
    turned = type(match)(-match.meant, match.meant)
    assert matching_loss(same, batch.words) < matching_loss(turned, batch.words)
