"""Fit the CNN's last layer: for voices that are not known, and against their middle."""

from __future__ import annotations

import numpy as np
import torch

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.expression.cnn.known_voice import KnownVoice
from emotion_engine.expression.cnn.network import StyleNetwork
from emotion_engine.lab.training.logistic import standardisation
from emotion_engine.lab.training.voices.middles import draw_own, middles_of
from emotion_engine.lab.training.voices.regression import fit_soft
from emotion_engine.lab.training.voices.takes import VoiceTakes
from emotion_engine.lab.training.voices.targets import performed

from .voices import LearntVoices

STRENGTH = 0.003  # inverse of the L2 penalty of the last layers
RIDGE = 0.2  # penalty of the prediction, beside the squared length of a take
N_OWN = 60  # other takes by which voices that are learnt from are known


def fit_last_layers(
    network: StyleNetwork,
    described: np.ndarray,
    takes: VoiceTakes,
    wanted: PooledInput,
    *,
    seed: int,
) -> KnownVoice:
    """Put a new last layer into the network, and return the one for known voices.

    Parameters
    ----------
    described : array, shape (n_takes, n_embedding)
        What the last layer reads, of takes that the network learnt from.
    takes : VoiceTakes
        The same takes with features of the encoder, ``wanted`` of its pooled layers.
    """
    mean, scale = standardisation(described)
    standard = np.float32((described - mean) / scale)
    targets = performed(takes)
    replace_last(
        network, *fit_soft(standard, targets, takes.labels, STRENGTH), mean, scale
    )

    _, unit = standardisation(takes.features)
    heard = LearntVoices.of(takes.features, unit, takes, wanted)
    said = LearntVoices.of(standard, np.ones(len(scale)), takes, wanted)
    prediction = ridge(heard.base, said.base)
    own = draw_own(takes.speakers, N_OWN, seed=seed)
    middles = middles_of(heard.base @ prediction, own)
    weight, bias = fit_soft(standard - middles, targets, takes.labels, STRENGTH)
    known = KnownVoice(
        heard.middle,
        np.float32(weight / scale[:, None]),
        np.float32(bias - (mean / scale) @ weight),
        np.float32(prediction @ weight),
    )
    return known


def replace_last(
    network: StyleNetwork,
    weight: np.ndarray,
    bias: np.ndarray,
    mean: np.ndarray,
    scale: np.ndarray,
) -> None:
    """Let the last layer do what ``weight`` and ``bias`` do to standardised input."""
    last = network.head.output[-1]
    with torch.no_grad():
        last.weight.copy_(torch.from_numpy(np.float32(weight / scale[:, None]).T))
        last.bias.copy_(torch.from_numpy(np.float32(bias - (mean / scale) @ weight)))


def ridge(features: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Predict ``wanted`` linearly from more features than there are takes.

    Returns
    -------
    float32 array, shape (n_features, n_wanted)
    """
    alike = np.float64(features @ features.T)
    alike[np.diag_indices_from(alike)] += RIDGE * np.diag(alike).mean()
    return np.float32(features.T @ np.linalg.solve(alike, wanted))
