"""A place of the take, and the same syllables of the reference."""

from __future__ import annotations

from typing import Any

from teaching_app.practice.feedback.phones import phone_rows
from teaching_app.practice.feedback.spans import slice_of
from tests.reports import as_read, finding, synthetic_report
from tests.reports import report as report_of


def phone(label: str, end_s: float) -> dict[str, Any]:
    """One phone from a tenth of a second on, unrated."""
    sound = {"label": label, "start_s": 0.1, "end_s": end_s}
    return sound | {"score": None, "heard_as": None}


def test_a_finding_about_a_word_names_all_its_syllables() -> None:
    report = as_read(synthetic_report())
    place = slice_of(report, report.findings[0])
    assert (place.first, place.last) == ("1.0", "1.3")
    assert (place.start_s, place.end_s) == (0.4, 1.3)


def test_a_place_smaller_than_a_syllable_is_the_nearest_one() -> None:
    place = slice_of(
        as_read(synthetic_report()), finding("stress_unclear", start_s=0.41, end_s=0.42)
    )
    assert (place.first, place.last) == ("1.0", "1.0")


def test_a_finding_without_a_place_is_about_the_whole_phrase() -> None:
    report = as_read(synthetic_report())
    place = slice_of(report, finding("too_slow"))
    assert place.first == "0.0"
    assert place.start_s == report.words[0].start_s
    assert place.end_s == report.words[-1].end_s


def test_without_words_there_is_no_place() -> None:
    assert slice_of(report_of(), finding("too_slow")) is None


def test_sounds_are_written_in_phonetic_letters() -> None:
    report = synthetic_report()
    syllable = report["words"][0]["syllables"][0]
    labels = ("DH", "AH0", "AH1", "IY2", "ZZ")
    syllable["phones"] = [phone(x, 0.25) for x in labels]
    row = phone_rows(as_read(report))[0]
    assert [sound.ipa for sound in row.sounds] == ["ð", "ə", "ʌ", "i", "zz"]
    assert {sound.duration_ms for sound in row.sounds} == {150}


def test_sounds_are_rated_in_three_levels_where_they_were_rated() -> None:
    report = synthetic_report()
    syllable = report["words"][0]["syllables"][0]
    rated = [(None, None), (1.9, None), (1.1, None), (0.2, "D")]
    syllable["phones"] = [
        phone("DH", 0.2) | {"score": score, "heard_as": other} for score, other in rated
    ]
    sounds = phone_rows(as_read(report))[0].sounds
    assert [sound.level for sound in sounds] == ["", "good", "accented", "off"]
    assert [sound.heard_as for sound in sounds] == ["", "", "", "d"]
    assert all(sound.level_label for sound in sounds[1:])
