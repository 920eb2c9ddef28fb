"""Who is in the demo class, what they are assigned, and how each of them speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from emotion_engine import SpeakerHabits


@dataclass(frozen=True, slots=True)
class DemoLearner:
    """One synthetic learner; defaults are as natives speak.

    ``moves``: puts the stress of long words elsewhere. ``melody`` is how much of the
    melody is left. ``waits``: pauses in the wrong place. ``is_silent``: practised only the
    first assignment.
    """

    name: str
    first_language: str
    height_st: float
    pace: float = 1.0
    melody: float = 1.0
    moves: bool = False
    waits: bool = False
    is_silent: bool = False
    shares_examples: bool = True


@dataclass(frozen=True, slots=True)
class DemoPhrase:
    """A phrase; ``moved`` is the stress of learners with ``moves``, ``waits_after`` the
    words (by index) after which learners with ``waits`` pause."""

    slug: str
    moved: tuple[tuple[int, int], ...] = ()
    waits_after: tuple[int, ...] = ()


LEARNERS = (
    DemoLearner("Amina", "ar", 3, moves=True),
    DemoLearner("Boris", "ru", -4, melody=0.25, moves=True),
    DemoLearner("Chen", "zh", 1, moves=True, melody=0.3),
    DemoLearner("Daniela", "es", 4, waits=True),
    DemoLearner("Emil", "de", -3),
    DemoLearner("Fatima", "ar", 5, moves=True, waits=True),
    DemoLearner("Goran", "sr", -2, moves=True, pace=0.9),
    DemoLearner(
        "Hana", "ja", 5, melody=0.2, pace=0.85, moves=True, shares_examples=False
    ),
    DemoLearner("Ines", "es", 3, moves=True),
    DemoLearner("Jun", "zh", -1, moves=True, melody=0.3, pace=0.9),
    DemoLearner("Katya", "ru", 4, melody=0.35, is_silent=True),
    DemoLearner("Luis", "es", -3, waits=True, is_silent=True, shares_examples=False),
)
# Each has a phrase that natives have said, or there were no melody to compare by week.
ASSIGNMENTS: tuple[tuple[str, tuple[DemoPhrase, ...]], ...] = (
    (
        "Where the stress goes",
        (
            DemoPhrase("education", moved=((0, 1),), waits_after=(2,)),
            DemoPhrase("new-record", moved=((3, 0), (6, 1)), waits_after=(4,)),
            DemoPhrase("a-present", moved=((2, 0), (6, 1)), waits_after=(4,)),
            DemoPhrase("dogs-are-sitting", waits_after=(2,)),
        ),
    ),
    (
        "Up and down",
        (
            DemoPhrase("kids-are-talking", waits_after=(2,)),
            DemoPhrase("dark-suit", waits_after=(2, 6)),
        ),
    ),
    (
        "In one breath",
        (
            DemoPhrase("cup-of-tea", waits_after=(2, 7)),
            DemoPhrase("oily-rag", waits_after=(2, 6)),
        ),
    ),
)


def stored_habits(
    learner: DemoLearner, phrase: DemoPhrase, *, seed: int
) -> dict[str, Any]:
    """How a learner says a phrase, as a row keeps it: ``moved`` is a list of pairs."""
    return {
        "height_st": learner.height_st,
        "pace": learner.pace,
        "melody": learner.melody,
        "moved": list(phrase.moved) if learner.moves else [],
        "pauses_after": list(phrase.waits_after) if learner.waits else [],
        "seed": seed,
    }


def speaker_habits(stored: Mapping[str, Any]) -> SpeakerHabits:
    """Read the habits of a speaker from what ``stored_habits`` made."""
    return SpeakerHabits(
        melody=stored["melody"],
        height_st=stored["height_st"],
        pace=stored["pace"],
        pauses_after=tuple(stored["pauses_after"]),
        moved=dict(stored["moved"]),
    )
