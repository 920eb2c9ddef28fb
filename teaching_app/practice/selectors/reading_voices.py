"""The synthetic voices that learners choose from, and the one that a learner chose."""

from __future__ import annotations

import emotion_engine as engine
from teaching_app.practice.models import Learner

BY_CODE = {voice.code: voice for voice in engine.READING_VOICES}
DEFAULT = engine.READING_VOICES[0].code


def chosen_by(learner: Learner | None) -> str:
    """The code of the voice a learner wants to hear."""
    chosen = learner.voice if learner else ""
    return chosen if chosen in BY_CODE else DEFAULT


def in_turn(first: str) -> list[str]:
    """All voices, beginning with one, each as unlike the one before as possible.

    Accent and sex alternate, so that the first four are one of each.
    """
    kinds: dict[tuple[str, str], list[str]] = {}
    for voice in sorted(BY_CODE.values(), key=lambda voice: voice.code != first):
        kinds.setdefault((voice.accent, voice.sex), []).append(voice.code)
    n_each = max(map(len, kinds.values()))
    return [own[i] for i in range(n_each) for own in kinds.values() if i < len(own)]
