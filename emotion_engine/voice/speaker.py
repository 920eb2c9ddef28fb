"""How a synthetic speaker differs from the model voice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SpeakerHabits:
    """The habits of a synthetic learner; by default those of the model voice.

    Attributes
    ----------
    melody : float
        How much is left of the melody's movement: 0 is one height, 1 all of it.
    height_st : float
        By how many semitones the voice is higher.
    pace : float
        How many times as fast it speaks; above 0.
    pauses_after : collection of int
        Indices of words behind which it waits, as counted between spaces.
    moved : mapping
        Word index to the syllable that is stressed instead, wrongly; of words that are
        in the dictionary.

    Raises
    ------
    ValueError
        ``pace`` is not above 0.
    """

    melody: float = 1.0
    height_st: float = 0.0
    pace: float = 1.0
    pauses_after: Collection[int] = ()
    moved: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.pace > 0:
            raise ValueError(f"Expected a pace above 0, got {self.pace}.")
