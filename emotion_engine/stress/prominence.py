"""How prominent each syllable of a word is: a softmax over weighted cues."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from emotion_engine.errors import CheckpointError

from .cues import NAMES

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class ProminenceModel:
    """Weights of the cues, and how sure a verdict must be.

    Attributes
    ----------
    weights : array, shape (n_cues,)
        Per unit of each cue.
    clear_margin : float
        By how much the logit of another syllable must exceed the expected one's for
        the stress to count as elsewhere; within it the word is unclear.
    """

    weights: np.ndarray
    clear_margin: float

    def logits(self, cues: np.ndarray) -> np.ndarray:
        """Return one logit per syllable of a word from its ``word_cues``."""
        return cues @ self.weights  # (n_syllables,)


def softmax(logits: np.ndarray) -> np.ndarray:
    """Return shares that sum to 1."""
    powers = np.exp(logits - np.max(logits))
    return powers / powers.sum()


@lru_cache(maxsize=1)
def load_prominence() -> ProminenceModel:
    """Load the shipped weights."""
    asset = files("emotion_engine") / "assets" / "stress" / "prominence.json"
    stored = json.loads(asset.read_text())
    if stored["format_version"] != FORMAT_VERSION or stored["cues"] != list(NAMES):
        raise CheckpointError(
            f"{asset.name} does not fit these cues: run `train stress` again."
        )
    return ProminenceModel(np.array(stored["weights"]), stored["clear_margin"])
