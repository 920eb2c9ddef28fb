"""What the live page says of a style: with a past that fades, and only where clear."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from emotion_engine.expression.cnn.front_end import MEAN, SPREAD
from emotion_engine.expression.cnn.live_step import (
    OVERLAP,
    STEP,
    LiveStep,
    first_state,
    lag_steps,
)
from emotion_engine.lab.training.cnn.live import (
    KEEP,
    choose_clear_from,
    readings,
    running_styles,
    told_wrongly,
)
from tests.cnns import toy_live


def mels_of_noise(n_frames: int, seed: int = 0) -> torch.Tensor:
    generator = np.random.default_rng(seed)
    mels = generator.normal(MEAN, SPREAD, (n_frames, 64))
    return torch.from_numpy(mels).float()


def live() -> object:
    return replace(toy_live(), labels=("happy", "neutral", "sad"))


@torch.no_grad()
def test_running_styles_are_those_of_the_page() -> None:
    model = toy_live()
    sound = torch.from_numpy(
        np.random.default_rng(0).normal(0, 0.1, OVERLAP + 40 * STEP)
    ).float()
    step, keep, one = LiveStep(model).eval(), torch.tensor([KEEP]), torch.ones(1)
    state, styles = dict(first_state(model, sound[:OVERLAP])), []
    for samples in sound[OVERLAP:].split(STEP):
        style, _, *after = step(samples[None], keep, one, *state.values())
        state = dict(zip(state, after, strict=True))
        styles.append(style[0].numpy())
    shown = np.array(styles[lag_steps(model) :])
    mels = model.style_cnn().front_end(sound[None])[0]
    np.testing.assert_allclose(
        shown, running_styles(model, mels)[: len(shown)], atol=1e-4
    )


def test_what_people_read_is_cut_into_neutral_parts() -> None:
    takes = readings([mels_of_noise(2000), mels_of_noise(100)], ("happy", "neutral"))
    assert [len(part) for part in takes.mels] == [300] * 4
    assert takes.truth.tolist() == [1] * 4


def test_from_the_chosen_probability_on_readers_are_rarely_told_another_style() -> None:
    model, mels = live(), [mels_of_noise(400, seed) for seed in range(4)]
    clear_from = choose_clear_from(model, mels)
    wrong, any_ = told_wrongly(model, mels, clear_from)
    assert wrong <= 0.04
    assert wrong <= any_
