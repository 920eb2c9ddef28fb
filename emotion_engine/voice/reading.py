"""A phrase as it should be heard: stress, the words that carry it, and its ending."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import numpy as np

from emotion_engine.alignment.aligner import Aligner
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.alignment.questions import asks_yes_or_no

from .emphasis import emphasised
from .endings import ends_low, with_ending
from .synthesis import ModelVoice, synthesize


def read(
    text: str,
    *,
    voice: ModelVoice,
    find_aligner: Callable[[], Aligner],
    stress: Mapping[int, int | str] | None = None,
    accent: Collection[int] = (),
    rises: bool | None = None,
) -> np.ndarray:
    """Read a phrase; returns float32, shape (n_samples,), at 16 kHz.

    Parameters
    ----------
    find_aligner : callable
        Returns the aligner; called only where a word carries the phrase.
    stress : mapping, optional
        Word index to stressed syllable, as in ``plan_phrase``.
    accent : collection of int
        The words that carry it; empty leaves that to the voice.
    rises : bool, optional
        Whether it ends in a rise or in a fall; ``None`` leaves that to the voice, which
        does not fall in a question of yes or no, as learners are told not to.
    """
    spoken = synthesize(text, voice=voice, stress=stress, accent=accent)
    if accent:
        plan = plan_phrase(text, dict(stress) if stress else None)
        spoken = emphasised(spoken, plan, accent, find_aligner())
    if rises is None and asks_yes_or_no(text) and ends_low(spoken):
        rises = True
    return spoken if rises is None else with_ending(spoken, rises=rises)
