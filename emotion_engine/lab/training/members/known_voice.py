"""Fit the CNN's last layer for takes heard against the middle of their voice."""

from __future__ import annotations

import numpy as np

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.expression.cnn.known_voice import KnownVoice
from emotion_engine.lab.training.logistic import standardisation
from emotion_engine.lab.training.voices.middles import draw_own, middles_of
from emotion_engine.lab.training.voices.regression import fit_soft
from emotion_engine.lab.training.voices.takes import VoiceTakes
from emotion_engine.lab.training.voices.targets import performed

from .voices import LearntVoices

STRENGTH = 0.001  # inverse of the L2 penalty of the last layer
RIDGE = 0.2  # penalty of the prediction, beside the squared length of a take
N_OWN = 60  # other takes by which voices that are learnt from are known


def fit_known_voice(
    described: np.ndarray, takes: VoiceTakes, wanted: PooledInput, *, seed: int
) -> KnownVoice:
    """Fit the last layer for voices that are known.

    Parameters
    ----------
    described : array, shape (n_takes, n_embedding)
        What the last layer reads, of takes that the network learnt from.
    takes : VoiceTakes
        The same takes with features of the encoder, ``wanted`` of its pooled layers.
    """
    mean, scale = standardisation(described)
    standard = np.float32((described - mean) / scale)
    _, unit = standardisation(takes.features)
    heard = LearntVoices.of(takes.features, unit, takes, wanted)
    said = LearntVoices.of(standard, np.ones(len(scale)), takes, wanted)
    prediction = ridge(heard.base, said.base)
    own = draw_own(takes.speakers, N_OWN, seed=seed)
    centred = np.float32(standard - middles_of(heard.base @ prediction, own))
    weight, bias = fit_soft(centred, performed(takes), takes.labels, STRENGTH)
    return KnownVoice(
        heard.middle,
        np.float32(weight / scale[:, None]),
        np.float32(bias - (mean / scale) @ weight),
        np.float32(prediction @ weight),
    )


def ridge(features: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Predict ``wanted`` linearly from more features than there are takes.

    Returns
    -------
    float32 array, shape (n_features, n_wanted)
    """
    alike = np.float64(features @ features.T)
    alike[np.diag_indices_from(alike)] += RIDGE * np.diag(alike).mean()
    return np.float32(features.T @ np.linalg.solve(alike, wanted))
