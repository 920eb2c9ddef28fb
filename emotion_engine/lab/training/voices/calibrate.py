"""Temperatures and thresholds from takes of voices that were held out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from emotion_engine.expression.voice_expression import Clarity
from emotion_engine.expression.voice_head import VoiceHead

from .regression import NEVER
from .takes import VoiceTakes
from .targets import ALIKE, Targets, performed

PRECISION = 0.85  # how often a style that is named as clear must be right
READERS_TOLD = 0.03  # how many people who only read may be told another style
LISTENERS = tuple(np.arange(0.0, 0.65, 0.05))  # least shares to choose from
PROBABILITIES = tuple(np.arange(0.3, 0.99, 0.01))


@dataclass(frozen=True, slots=True)
class Temperatures:
    """Divide the logits of a voice not known at all, and of one known well."""

    unknown: float
    known: float

    def cooled(self, head: VoiceHead) -> VoiceHead:
        """Return the head with its weights divided, so that probabilities hold."""
        plain = replace(
            head.plain,
            weight=head.plain.weight / self.unknown,
            bias=head.plain.bias / self.unknown,
        )
        return replace(
            head,
            plain=plain,
            weight=head.weight / self.known,
            bias=head.bias / self.known,
        )


def temperature_of(kind: str, takes: VoiceTakes, logits: np.ndarray) -> float:
    """Fit a temperature to what was performed, or to votes where there are some."""
    meant = performed(takes, smoothing=0.0)
    if kind == "performed":
        return fit_soft_temperature(logits, replace(meant, weights=1.0 * ~meant.alike))
    n_votes = takes.votes.sum(1, keepdims=True)
    shares = takes.votes / np.maximum(n_votes, 1)
    voted = replace(meant, values=shares, weights=np.float32(n_votes[:, 0] > 0))
    return fit_soft_temperature(logits, voted)


def fit_soft_temperature(logits: np.ndarray, targets: Targets) -> float:
    """Choose the temperature under which held-out targets are likeliest.

    Parameters
    ----------
    logits : array, shape (n_takes, n_labels)
        Of takes whose voices the head has not heard.
    """
    masked = np.where(targets.allowed, logits, NEVER)

    def loss(log_temperature: float) -> float:
        logs = log_softmax(masked / np.exp(log_temperature), axis=1)
        said = np.where(targets.allowed, targets.values * logs, 0.0).sum(1)
        return -float((targets.weights * said).sum())

    best = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20)), method="bounded")
    return float(np.exp(best.x))


def masked_softmax(logits: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Return probabilities over the styles that a take's corpus has."""
    return softmax(np.where(allowed, logits, NEVER), axis=-1)


def choose_clarity(
    takes: VoiceTakes, performed: np.ndarray, heard: np.ndarray
) -> Clarity:
    """Choose when to name a style, so that most takes get an answer that holds.

    An answer is right if it is what was performed; calm where a corpus has none counts
    as neutral. Of people who only read, few may be told anything but neutral or calm.

    Parameters
    ----------
    performed, heard : arrays, shape (n_takes, n_labels)
        Calibrated probabilities of held-out takes, nothing masked: the product does not
        know of what corpus a take is.
    """
    right, other, styled = outcomes(takes, performed)
    best: tuple[float, Clarity] = (-1.0, Clarity(1.0, 1.0))
    for listeners in LISTENERS:
        for probability in PROBABILITIES:
            clarity = Clarity(float(probability), float(listeners))
            clear = clarity.holds(performed, heard)
            answered = clear & styled
            if not answered.any() or right[answered].mean() < PRECISION:
                continue
            if worst_told(takes, clear & other) > READERS_TOLD:
                continue
            if answered[styled].mean() > best[0]:
                best = (float(answered[styled].mean()), clarity)
    return best[1]


def outcomes(
    takes: VoiceTakes, performed: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Say of each take whether the likeliest style is right, not plain, and styled."""
    labels = np.asarray(takes.labels)
    said = labels[performed.argmax(1)]
    plain = np.isin(said, ALIKE)
    has_calm = np.isin(takes.corpora, np.unique(takes.corpora[takes.styles == "calm"]))
    right = (said == takes.styles) | (~has_calm & plain & (takes.styles == "neutral"))
    return right, ~plain, takes.truth >= 0


def worst_told(takes: VoiceTakes, told: np.ndarray) -> float:
    """Return the largest share told among the corpora of people who only read."""
    read = takes.truth < 0
    shares = [
        told[read & (takes.corpora == corpus)].mean()
        for corpus in np.unique(takes.corpora[read])
    ]
    return float(max(shares, default=0.0))
