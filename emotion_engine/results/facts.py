"""What the engine needs to know about each finding: one line for every code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .codes import FindingCode


class Remedy(StrEnum):
    """What a rendition must change for a finding no longer to hold.

    ``WORD``: melody, timing and loudness of the finding's word. ``PAUSE``: the silence
    after it. ``TAKE``: the whole take, which only a rendition of all of it changes.
    """

    WORD = "word"
    PAUSE = "pause"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """One line of the table.

    Attributes
    ----------
    remedy : Remedy or None
        Which rendition corrects it; ``None`` where no change of prosody does.
    of_expression : bool
        Whether it concerns the delivery's style, which a report without expression must
        not mention.
    """

    remedy: Remedy | None = None
    of_expression: bool = False


FACTS: dict[FindingCode, FindingFacts] = {
    FindingCode.WORDS_MISSING: FindingFacts(),
    FindingCode.WORDS_EXTRA: FindingFacts(),
    FindingCode.ENDING_MISSING: FindingFacts(),
    FindingCode.SAID_AGAIN: FindingFacts(),
    FindingCode.STRESS_ELSEWHERE: FindingFacts(Remedy.WORD),
    FindingCode.STRESS_UNCLEAR: FindingFacts(Remedy.WORD),
    FindingCode.ACCENT_ON_OTHER_WORD: FindingFacts(Remedy.WORD),
    FindingCode.NUCLEUS_ON_OTHER_WORD: FindingFacts(Remedy.WORD),
    FindingCode.FOCUS_ON_OTHER_WORD: FindingFacts(Remedy.WORD),
    FindingCode.SYLLABLE_TOO_SHORT: FindingFacts(Remedy.WORD),
    FindingCode.SYLLABLE_TOO_LONG: FindingFacts(Remedy.WORD),
    FindingCode.STRESSED_TOO_HIGH: FindingFacts(Remedy.WORD),
    FindingCode.VOWEL_NOT_REDUCED: FindingFacts(Remedy.WORD),
    FindingCode.MELODY_TOO_FLAT: FindingFacts(Remedy.TAKE),
    FindingCode.MELODY_UPSIDE_DOWN: FindingFacts(Remedy.TAKE),
    FindingCode.MELODY_NOT_HEARD: FindingFacts(),
    FindingCode.MELODY_TOO_WIDE: FindingFacts(Remedy.TAKE),
    FindingCode.MELODY_OUTSIDE_BAND: FindingFacts(Remedy.WORD),
    FindingCode.FINAL_RISE_MISSING: FindingFacts(Remedy.WORD),
    FindingCode.FINAL_FALL_MISSING: FindingFacts(Remedy.WORD),
    FindingCode.TOO_FAST: FindingFacts(Remedy.TAKE),
    FindingCode.TOO_SLOW: FindingFacts(Remedy.TAKE),
    FindingCode.PAUSE_UNEXPECTED: FindingFacts(Remedy.PAUSE),
    FindingCode.BREAK_MISSING: FindingFacts(),  # silences are shortened, never inserted
    FindingCode.STYLE_FAR_FROM_TARGET: FindingFacts(of_expression=True),
    FindingCode.STYLE_NOT_CLEAR: FindingFacts(of_expression=True),
    FindingCode.VOICE_AND_WORDS_DIFFER: FindingFacts(of_expression=True),
    FindingCode.NARROW_BANDWIDTH: FindingFacts(),
    FindingCode.NOISY_TAKE: FindingFacts(),
    FindingCode.WORD_UNCLEAR: FindingFacts(),
    FindingCode.SOUND_DIFFERENT: FindingFacts(),
    FindingCode.WELL_DONE: FindingFacts(),
}
