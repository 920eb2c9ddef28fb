"""What is told of a melody that is flat, climbs, or cannot be heard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emotion_engine.findings import find
from emotion_engine.results import (
    FindingCode,
    Melody,
)
from tests.faults import (
    NORMS,
    codes,
    report,
    whispered,
)
from tests.spoken import falling_melody, flat_melody, said_word


def test_a_flat_voice_is_reported() -> None:
    all_codes = codes(melody=flat_melody(0.9))
    assert FindingCode.MELODY_TOO_FLAT in all_codes
    assert FindingCode.FINAL_FALL_MISSING in all_codes


@pytest.mark.parametrize(
    ("range_st", "told"),
    [(0.5, [FindingCode.MELODY_TOO_FLAT]), (4.0, [FindingCode.WELL_DONE])],
)
def test_without_natives_of_the_phrase_only_a_monotone_is_called_flat(
    range_st: float, told: list[FindingCode]
) -> None:
    alone = replace(report(melody=falling_melody(0.9, range_st, 0.0)), comparison=None)
    assert [f.code for f in find(alone, None, NORMS)] == told


def test_a_voiceless_take_is_not_called_flat() -> None:
    silent = Melody(0.01, 0.0, (None,) * 90, None)
    alone = replace(report(), melody=silent, comparison=None)
    assert [f.code for f in find(alone, None, NORMS)] == [FindingCode.WELL_DONE]


def six_syllables(melody: Melody, text: str) -> list[FindingCode]:
    words = tuple(said_word(i, (1, 0)) for i in range(3))
    take = report(words=words, melody=melody, pauses=(), text=text, comparison=None)
    return [finding.code for finding in find(take, None, NORMS)]


def test_without_natives_a_statement_that_climbs_is_named_and_a_question_is_not() -> (
    None
):
    rise, fall = falling_melody(1.4, -4, 4), falling_melody(1.4, 4, -4)
    assert six_syllables(rise, "W0 w1 w2.") == [FindingCode.MELODY_UPSIDE_DOWN]
    assert six_syllables(rise, "W0 w1 w2?") == [FindingCode.WELL_DONE]
    assert six_syllables(fall, "W0 w1 w2.") == [FindingCode.WELL_DONE]


@pytest.mark.parametrize("melody", [flat_melody(0.9), falling_melody(0.9, -4, 4)])
def test_of_a_whisper_only_its_lack_of_voice_is_told_of_the_melody(
    melody: Melody,
) -> None:
    assert codes(words=whispered(), melody=melody) == [FindingCode.MELODY_NOT_HEARD]
    alone = report(words=whispered(), melody=melody, comparison=None)
    told = [finding.code for finding in find(alone, None, NORMS)]
    assert told == [FindingCode.MELODY_NOT_HEARD]
