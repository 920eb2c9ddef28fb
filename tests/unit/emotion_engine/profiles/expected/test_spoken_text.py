"""A sentence as the expectation reads it, from its plan and from a take."""

from __future__ import annotations

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.profiles.expected.spoken_text import text_of_plan, text_syllable


def test_words_have_their_part_of_speech_and_the_mark_behind_them() -> None:
    text = text_of_plan(plan_phrase("If it rains, they record."))
    assert [word.mark for word in text.words] == ["", "", ",", "", "."]
    assert text.words[2].part == "VERB"
    assert [index for _, index, _ in text.syllables][-2:] == [0, 1]


def test_a_syllable_is_divided_at_its_vowel() -> None:
    found = text_syllable("street", ("S", "T", "R", "IY1", "T"), 1)
    assert (found.onset, found.vowel, found.coda) == (("S", "T", "R"), "IY", ("T",))
    assert text_syllable("hm", ("HH", "M"), None).vowel == ""


def test_a_long_text_without_a_mark_inside_is_taken_for_a_transcript() -> None:
    long = " ".join(["we went on and on"] * 3)
    assert not text_of_plan(plan_phrase(f"{long}.")).has_marks
    assert text_of_plan(plan_phrase(f"Well, {long}.")).has_marks
    assert text_of_plan(plan_phrase("We went on.")).has_marks
