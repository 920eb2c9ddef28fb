"""Source tasks on made-up speech whose answers follow from the sound."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_engine.lab.training.cnn.augmentation import NATS_PER_DB, bend
from emotion_engine.lab.training.cnn.source import SourceRecipe, train_source
from emotion_engine.lab.training.cnn.source_data import (
    UNKNOWN,
    SourceTakes,
    components,
    frames_of,
    stressed_or_not,
)
from tests.cnns import TOY


def made_takes(n_takes: int = 60, *, with_text: bool = True) -> SourceTakes:
    """Every frame of 40 ms has its energy in one of two halves of the bands."""
    generator = np.random.default_rng(0)
    mels, hidden, phones = [], [], []
    for _ in range(n_takes):
        high = np.repeat(generator.integers(0, 2, 12), 5)  # 0.2 s each
        take = generator.normal(0, 0.5, (len(high) * 4, 64))
        take[np.repeat(high, 4) == 0, :32] += 3
        take[np.repeat(high, 4) == 1, 32:] += 3
        mels.append(torch.from_numpy(take).float())
        hidden.append(torch.from_numpy(2.0 * high[:, None] - 1).bfloat16())
        phones.append(
            torch.from_numpy(high) if with_text else torch.full((60,), UNKNOWN)
        )
    return SourceTakes(mels, hidden, phones, ("AA", "S"))


@pytest.mark.parametrize("task", ["student", "phones", "both"])
def test_the_trunk_learns_its_task(task: str) -> None:
    recipe = SourceRecipe(task=task, n_epochs=12, batch_size=6)
    _, measured = train_source(made_takes(), recipe, TOY)
    if task != "phones":
        assert measured["unexplained_variance"] < 0.5
    if task != "student":
        assert measured["phone_accuracy"] > 0.85


def test_a_bent_spectrum_is_imitated_as_it_was_recorded() -> None:
    recipe = SourceRecipe(n_epochs=12, batch_size=6, bend=6.0)
    _, measured = train_source(made_takes(), recipe, TOY)
    assert measured["unexplained_variance"] < 0.5


def test_a_spectrum_is_bent_smoothly_and_no_further_than_asked() -> None:
    flat = torch.zeros(3, 64)
    bent = bend(flat, 6.0, np.random.default_rng(1)) / NATS_PER_DB
    assert 1.0 < bent.abs().max() <= 6.0
    assert bent.diff(dim=1).abs().max() < 2.0
    assert torch.equal(bent[0], bent[2])
    assert torch.equal(bend(flat, 0.0, np.random.default_rng(1)), flat)


def test_takes_without_text_teach_the_student_only() -> None:
    recipe = SourceRecipe(task="both", n_epochs=2, batch_size=6)
    _, measured = train_source(made_takes(with_text=False), recipe, TOY)
    assert "phone_accuracy" not in measured
    assert measured["unexplained_variance"] < 1.5


def test_components_keep_what_varies_together() -> None:
    generator = np.random.default_rng(0)
    common = generator.normal(0, 1, (4000, 1))
    features = common @ generator.normal(0, 1, (1, 300))
    features += generator.normal(0, 0.1, features.shape)
    (kept,) = components([[features.astype(np.float16)]])
    assert kept.shape == (4000, 256)
    strongest = kept[:, -1].float().numpy()
    assert abs(np.corrcoef(strongest, common[:, 0])[0, 1]) > 0.99


def test_a_frame_has_the_phone_in_its_middle() -> None:
    phones = [("S", 0.04, 0.10), ("AA1", 0.10, 0.16)]
    labels = frames_of(phones, 5, ("SIL", "AA1", "S"))
    assert labels.tolist() == [0, 2, 1, 1, 0]


def test_frames_without_text_are_unknown() -> None:
    assert frames_of([], 3, ("SIL",)).tolist() == [UNKNOWN] * 3


def test_vowels_are_stressed_or_not() -> None:
    assert [stressed_or_not(p) for p in ("AH0", "AH1", "AH2", "S")] == [
        "AH0",
        "AH1",
        "AH1",
        "S",
    ]
