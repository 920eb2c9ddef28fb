"""Every code of the engine has its words, and the words are decent."""

from __future__ import annotations

import re

import pytest

import emotion_engine as engine
from teaching_app.practice.feedback import rules
from teaching_app.practice.feedback.catalogue import FINDINGS
from teaching_app.practice.feedback.no_result import REASONS, REFUSALS
from tests.reports import finding

TABLES = [
    (FINDINGS, engine.FindingCode),
    (REASONS, engine.Reason),
    (REFUSALS, engine.AudioRefusal),
]
BANNED = re.compile(
    r"\b(mood|feel\w*|emotion\w*|engage\w*|you are|you're|wrong|bad|error)\b",
    re.IGNORECASE,
)
STRESS = finding(
    "stress_elsewhere",
    details={
        "word": "photographer",
        "expected_text": "tog",
        "heard_text": "pho",
        "expected_syllable": 1,
        "heard_syllable": 0,
    },
)


@pytest.mark.parametrize(("table", "codes"), TABLES)
def test_every_code_has_its_words_and_no_words_are_without_code(table, codes) -> None:
    assert set(table) == {code.value for code in codes}


def test_no_sentence_says_what_anyone_feels() -> None:
    for table, _ in TABLES:
        for entry in table.values():
            another = getattr(entry, "another_action", "")
            parts = (entry.title, entry.text, entry.next_action, another)
            for part in parts:
                assert not BANNED.search(str(part)), part


def test_no_sentence_names_style_as_more_than_delivery() -> None:
    for code in ("style_far_from_target", "style_not_clear"):
        entry = FINDINGS[code]
        assert "delivery" in f"{entry.title} {entry.text} {entry.next_action}"


def test_stress_is_described_with_the_parts_of_the_word() -> None:
    message = rules.describe(STRESS)
    assert message.title == "Stress “tog” in “photographer”"
    assert "“pho” short and light" in message.next_action


@pytest.mark.parametrize(
    ("word", "place"), [("the", "“the” was"), ("other", "“the” in “other” was")]
)
def test_a_word_of_one_syllable_is_named_once(word: str, place: str) -> None:
    long = finding("syllable_too_long", details={"syllable": "the", "word": word})
    assert rules.describe(long).text.startswith(place)


def test_advice_that_failed_twice_gives_way_to_another() -> None:
    first = rules.describe(STRESS)
    once = rules.describe(STRESS, earlier=["stress_elsewhere"])
    twice = rules.describe(STRESS, earlier=["stress_elsewhere", "stress_elsewhere"])
    assert once.next_action == first.next_action
    assert twice.next_action != first.next_action
    assert twice.text == first.text


def test_sizes_are_short_and_lists_are_joined() -> None:
    details = {"value": 3.14159, "low": 5.0, "high": 9.26, "unit": "st"}
    flat = rules.describe(finding("melody_too_flat", details=details))
    assert "3.1 piano keys; native speakers mostly move 5.0 to 9.3" in flat.text
    missing = rules.describe(
        finding("words_missing", details={"words": ["the", "door"]})
    )
    assert missing.text == "We did not hear: the, door."


def test_no_sentence_needs_a_unit_that_only_engineers_know() -> None:
    for table, _ in TABLES:
        for entry in table.values():
            said = f"{entry.title} {entry.text} {entry.next_action}"
            assert not re.search(r"\b(dB|Hz|st|semitones?|F0|SNR)\b", said), said


@pytest.mark.parametrize(
    "code",
    [
        "accent_on_other_word",
        "nucleus_on_other_word",
        "melody_outside_band",
        "final_rise_missing",
    ],
)
def test_where_nobody_recorded_the_phrase_the_sentence_says_so(code) -> None:
    details = {"word": "to", "expected_word": "shop"}
    known = rules.describe(finding(code, details=details))
    expected = rules.describe(finding(code, details=details | {"evidence": "expected"}))
    assert "other sentences" in expected.text or "other questions" in expected.text
    assert "other sentences" not in known.text
    assert (known.title, known.next_action) == (expected.title, expected.next_action)
