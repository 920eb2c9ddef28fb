"""Train the boundary model on hand-labelled boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from emotion_engine.alignment.boundaries import (
    SHIFTS_S,
    Boundary,
    BoundaryModel,
    describe,
)
from emotion_engine.alignment.spectrum import HOP_S, band_levels
from emotion_engine.errors import CorpusError

from .alterations import add_noise
from .hand_labelled import HandLabelledTake, matching, true_boundaries
from .logistic import standardisation

LEAST_SCALE = 0.1  # rare phones would otherwise get too much weight


@dataclass(frozen=True, slots=True)
class BoundaryRecipe:
    """Everything that decides what is trained.

    Attributes
    ----------
    furthest_s : float
        Each boundary is shown several times per epoch, moved by up to this much, so
        that the network learns to find it from anywhere near.
    softness_s : float
        Standard deviation of the target about the true shift: annotators differ too.
    snr_db : (float, float)
        Noise is added half of the time, at a ratio in this range.
    """

    hidden_size: int = 96
    dropout: float = 0.3
    n_epochs: int = 48
    batch_size: int = 128
    learning_rate: float = 2e-3
    weight_decay: float = 1e-3
    furthest_s: float = 0.025
    share_moved: float = 0.8
    softness_s: float = 0.0075
    snr_db: tuple[float, float] = (10.0, 35.0)
    seed: int = 0


@dataclass(frozen=True, slots=True)
class ShownTake:
    """Boundaries of one take, their true times, and the spectra to find them in."""

    boundaries: list[Boundary]
    times_s: np.ndarray
    spectra: tuple[np.ndarray, ...]

    @classmethod
    def of(
        cls,
        take: HandLabelledTake,
        recipe: BoundaryRecipe,
        generator: np.random.Generator,
    ) -> ShownTake:
        """Measure the spectrum as recorded and with noise."""
        outline = take.outline
        numbers, times_s = zip(*true_boundaries(take), strict=True)
        noisy = add_noise(take.waveform, generator.uniform(*recipe.snr_db), generator)
        return cls(
            boundaries=[outline.boundaries[number] for number in numbers],
            times_s=np.array(times_s),
            spectra=(band_levels(take.waveform), band_levels(noisy)),
        )

    def draw(
        self, recipe: BoundaryRecipe, generator: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        """Show every boundary moved at random: inputs, and true shifts in seconds."""
        n = len(self.boundaries)
        furthest = recipe.furthest_s / HOP_S
        moved_s = generator.uniform(-furthest, furthest, n).round() * HOP_S
        moved_s *= generator.random(n) < recipe.share_moved
        heard = self.spectra[generator.integers(len(self.spectra))]
        placed_s = np.array([b.time_s for b in self.boundaries]) + moved_s
        return describe(heard, self.boundaries, moved_s), self.times_s - placed_s


def draw_all(
    shown: Sequence[ShownTake], recipe: BoundaryRecipe, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Show the boundaries of all takes once."""
    inputs, shifts_s = zip(*(t.draw(recipe, generator) for t in shown), strict=True)
    return np.concatenate(inputs), np.concatenate(shifts_s)


def fit_boundaries(
    takes: Sequence[HandLabelledTake], recipe: BoundaryRecipe
) -> BoundaryModel:
    """Fit the network on takes whose words can be paired with hand-labelled ones."""
    takes = matching(takes)
    if not takes:
        raise CorpusError("No take has the words that were placed by hand.")
    generator = np.random.default_rng(recipe.seed)
    torch.manual_seed(recipe.seed)
    shown = [ShownTake.of(take, recipe, generator) for take in takes]
    inputs, _ = draw_all(shown, recipe, generator)
    mean, scale = standardisation(inputs)
    scale = np.maximum(scale, LEAST_SCALE)
    network = build(inputs.shape[1], recipe)
    optimizer = torch.optim.AdamW(
        network.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    n_steps = recipe.n_epochs * -(-len(inputs) // recipe.batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=n_steps
    )
    for _ in range(recipe.n_epochs):
        inputs, shifts_s = draw_all(shown, recipe, generator)
        values = torch.from_numpy(np.float32((inputs - mean) / scale))
        targets = soft_targets(shifts_s, recipe.softness_s)
        for rows in torch.randperm(len(values)).split(recipe.batch_size):
            optimizer.zero_grad()
            logits = network(values[rows]).log_softmax(dim=1)  # (batch, n_shifts)
            (-(targets[rows] * logits).sum(dim=1).mean()).backward()
            optimizer.step()
            schedule.step()
    return BoundaryModel(mean, scale, layers_of(network))


def build(n_inputs: int, recipe: BoundaryRecipe) -> nn.Sequential:
    """Return an untrained network."""
    size, drop = recipe.hidden_size, recipe.dropout
    return nn.Sequential(
        *(nn.Linear(n_inputs, size), nn.ReLU(), nn.Dropout(drop)),
        *(nn.Linear(size, size), nn.ReLU(), nn.Dropout(drop)),
        nn.Linear(size, len(SHIFTS_S)),
    )


def layers_of(network: nn.Sequential) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """Return weights and biases, inputs first."""
    return tuple(
        (layer.weight.detach().numpy().T.copy(), layer.bias.detach().numpy().copy())
        for layer in network
        if isinstance(layer, nn.Linear)
    )


def soft_targets(shifts_s: np.ndarray, softness_s: float) -> Tensor:
    """Spread each true shift over its neighbours, shape (n_boundaries, n_shifts)."""
    within_s = np.clip(shifts_s, SHIFTS_S[0], SHIFTS_S[-1])
    apart = (within_s[:, None] - SHIFTS_S) / softness_s
    weights = np.exp(-0.5 * np.square(apart))
    return torch.from_numpy(np.float32(weights / weights.sum(axis=1, keepdims=True)))
