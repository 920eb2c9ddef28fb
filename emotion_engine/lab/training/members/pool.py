"""Fit the log-linear pool on speakers that no member learnt from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from emotion_engine.expression.pool import SMALLEST, Mixture, pooled
from emotion_engine.lab.training.voices.calibrate import (
    choose_clarity,
    temperature_of,
)
from emotion_engine.lab.training.voices.regression import NEVER
from emotion_engine.lab.training.voices.takes import VoiceTakes
from emotion_engine.lab.training.voices.targets import performed
from emotion_engine.results import MemberName

LEAST, MOST = 0.0, 5.0  # of a weight divided by the temperature
WORTHLESS = 1e-3  # such a weight of each, where no member knows anything


@dataclass(frozen=True, slots=True)
class Heard:
    """What members heard of held-out takes.

    Attributes
    ----------
    logits : dict from MemberName to array, shape (n_takes, n_labels)
        Of what was performed; not calibrated.
    listeners : array, shape (n_takes, n_labels)
        The regression's logits of what listeners hear.
    """

    logits: Mapping[MemberName, np.ndarray]
    listeners: np.ndarray

    def __getitem__(self, which: np.ndarray) -> Heard:
        """Return what was heard of some takes."""
        return Heard(
            {name: logits[which] for name, logits in self.logits.items()},
            self.listeners[which],
        )

    def followed_by(self, other: Heard) -> Heard:
        """Return what was heard of these takes and of others."""
        return Heard(
            {n: np.concatenate([v, other.logits[n]]) for n, v in self.logits.items()},
            np.concatenate([self.listeners, other.listeners]),
        )

    def without(self, styles: np.ndarray) -> Heard:
        """Make styles, given by a mask over the labels, no answers at all."""
        return Heard(
            {n: np.where(styles, NEVER, v) for n, v in self.logits.items()},
            np.where(styles, NEVER, self.listeners),
        )

    def by(self, *names: MemberName) -> Heard:
        """Return what some members heard."""
        return Heard({name: self.logits[name] for name in names}, self.listeners)


@dataclass(frozen=True, slots=True)
class FittedPool:
    """A mixture with the temperatures by which each member is calibrated beforehand."""

    temperatures: Mapping[MemberName, float]
    listeners_temperature: float
    mixture: Mixture

    def performed(self, heard: Heard) -> np.ndarray:
        """Return the pool's probabilities, shape (n_takes, n_labels)."""
        return pooled(
            [
                softmax(logits / self.temperatures[name], axis=1)
                for name, logits in heard.logits.items()
            ],
            [self.mixture.weights[name] for name in heard.logits],
            self.mixture.temperature,
        )

    def listeners(self, heard: Heard) -> np.ndarray:
        """Return the shares of listeners, shape (n_takes, n_labels)."""
        return softmax(heard.listeners / self.listeners_temperature, axis=1)


def fit_pool(takes: VoiceTakes, heard: Heard) -> FittedPool:
    """Fit temperatures, weights and thresholds on takes that no member learnt from."""
    temperatures = {
        name: temperature_of("performed", takes, logits)
        for name, logits in heard.logits.items()
    }
    answers = [softmax(heard.logits[n] / t, axis=1) for n, t in temperatures.items()]
    weights, temperature = fit_weights(takes, answers)
    by_name = dict(zip(temperatures, weights.tolist(), strict=True))
    warmth = temperature_of("heard", takes, heard.listeners)
    said = pooled(answers, weights, temperature)
    clarity = choose_clarity(takes, said, softmax(heard.listeners / warmth, axis=1))
    return FittedPool(temperatures, warmth, Mixture(by_name, temperature, clarity))


def fit_weights(
    takes: VoiceTakes, answers: list[np.ndarray]
) -> tuple[np.ndarray, float]:
    """Find the weights under which what was performed is likeliest.

    Styles that a take's corpus lacks are masked, and people who only read say nothing
    about the weights. The loss is convex in the weights divided by the temperature.

    Returns
    -------
    weights : array, shape (n_members,)
        Not negative; they sum to 1.
    temperature : float
    """
    meant = performed(takes, smoothing=0.0)
    styled = ~meant.alike
    logs = np.stack([np.log(np.maximum(a[styled], SMALLEST)) for a in answers])
    allowed, values = meant.allowed[styled], meant.values[styled]

    def loss_and_gradient(scaled: np.ndarray) -> tuple[float, np.ndarray]:
        logits = np.where(allowed, np.tensordot(scaled, logs, 1), NEVER)
        said = log_softmax(logits, axis=1)
        loss = -(values * np.where(allowed, said, 0.0)).sum(1).mean()
        error = np.exp(said) - values
        gradient = (logs * error).sum(2).mean(1)
        return float(loss), gradient

    start = np.full(len(answers), 1.0 / len(answers))
    bounds = [(LEAST, MOST)] * len(answers)
    found = minimize(
        loss_and_gradient, start, jac=True, bounds=bounds, method="L-BFGS-B"
    )
    scaled = np.maximum(found.x, WORTHLESS) if not found.x.any() else found.x
    return scaled / scaled.sum(), float(1.0 / scaled.sum())
