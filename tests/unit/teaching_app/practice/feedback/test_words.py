"""Words as said, compared with what is expected and what natives do."""

from __future__ import annotations

import pytest

from teaching_app.practice.feedback.words import said_words
from tests.reports import as_read, native_report, stored_report, synthetic_report
from tests.reports import report as report_of


def test_a_moved_stress_is_marked_where_it_was_heard_and_where_it_belongs() -> None:
    word = said_words(as_read(synthetic_report()))[1]
    assert word.state == "elsewhere"
    assert [s.expected for s in word.syllables] == ["weak", "strong", "weak", "weak"]
    assert [s.mine for s in word.syllables] == ["misplaced", "weak", "weak", "weak"]
    assert "“tog”" in word.summary
    assert "“pho”" in word.summary


def test_an_unclear_stress_is_neither_strong_nor_weak() -> None:
    word = said_words(as_read(native_report()))[2]
    assert word.state == "unclear"
    assert word.syllables[0].mine == "unclear"


def test_a_word_that_was_not_heard_has_no_stress_of_its_own() -> None:
    word = said_words(as_read(synthetic_report()))[3]
    assert word.state == "missing"
    assert [s.mine for s in word.syllables] == ["unknown"]


@pytest.mark.parametrize(
    ("share", "level"), [(0.92, "strong"), (0.45, "unclear"), (0.05, "weak")]
)
def test_natives_are_shown_by_how_many_stress_a_syllable(
    share: float, level: str
) -> None:
    report = native_report()
    for syllable in report["comparison"]["syllables"]:
        syllable["native_stressed_share"] = share
    dot = said_words(as_read(report))[2].syllables[0]
    assert dot.natives == level
    assert dot.native_percent == round(100 * share)


def test_without_natives_there_is_no_row_for_them() -> None:
    assert not any(word.has_natives for word in said_words(as_read(synthetic_report())))


@pytest.mark.parametrize(
    ("accent", "accented", "level"),
    [(0.4, True, "strong"), (0.9, False, "weak"), (None, None, "unknown")],
)
def test_a_word_of_one_syllable_is_strong_where_the_engine_heard_an_accent(
    accent: float | None, accented: bool | None, level: str
) -> None:
    report = native_report()
    report["words"][0].update(accent=accent, accented=accented)
    assert said_words(as_read(report))[0].syllables[0].mine == level


def test_every_level_has_words_beside_its_colour() -> None:
    for word in said_words(as_read(native_report())) + said_words(
        as_read(synthetic_report())
    ):
        assert word.label
        for dot in word.syllables:
            assert dot.expected_label
            assert dot.mine_label


def test_a_report_without_words_yet_shows_none() -> None:
    assert said_words(report_of()) == ()


def test_the_main_stress_is_mine_and_where_most_natives_put_it() -> None:
    report = native_report()
    for word in report["words"]:
        word["nuclear"] = word["index"] == 5
    report["comparison"]["native_nuclear_share"] = [0.1, 0.0, 0.8, 0.0, 0.0, 0.1]
    words = said_words(as_read(report))
    assert [w.is_nucleus for w in words].index(True) == 5
    assert [w.natives_nucleus for w in words].index(True) == 2


def test_a_word_whose_sounds_are_wrong_is_unclear_and_old_reports_say_nothing() -> None:
    old = said_words(as_read(stored_report("1-first")))
    assert not any(w.is_nucleus or w.natives_nucleus or w.is_unclear for w in old)
    report = native_report()
    report["words"][1]["clear"] = False
    assert [w.is_unclear for w in said_words(as_read(report))] == [
        False,
        True,
        *[False] * 4,
    ]


def test_the_habit_of_natives_is_said_in_words() -> None:
    words = said_words(as_read(native_report()))
    assert "92 % of native speakers stress “talk”" in words[2].summary
    assert "50 % of native speakers make it stand out" in words[0].summary


def test_shares_that_are_only_expected_are_not_shown_as_those_of_natives() -> None:
    report = native_report()
    report["reference"]["kind"] = "expected"
    assert not any(word.has_natives for word in said_words(as_read(report)))
