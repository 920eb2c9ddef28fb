"""Every sound of the engine has words that a learner knows."""

from __future__ import annotations

from dataclasses import replace

import emotion_engine as engine
from emotion_engine.delivery.phones import PHONES
from teaching_app.practice.feedback import rules
from teaching_app.practice.feedback.sounds import SOUNDS, sound_label
from tests.reports import finding


def test_every_phone_has_a_label_of_its_own() -> None:
    assert set(SOUNDS) == set(PHONES)
    assert len({str(label) for label in SOUNDS.values()}) == len(PHONES)


def test_a_sound_without_words_keeps_its_code() -> None:
    assert sound_label("QQ") == "QQ"


def test_what_was_heard_and_expected_stand_in_the_sentence() -> None:
    details = {"word": "think", "expected_sound": "TH", "heard_sound": "S"}
    message = rules.describe(finding("sound_different", details=details))
    assert "the “th” of “think”" in message.text
    assert "the “s” of “sun”" in message.text


def test_a_question_names_both_sounds_and_not_which_is_right() -> None:
    one, other = (
        replace(
            finding(
                "sound_different",
                details={"word": "sink", "expected_sound": a, "heard_sound": b},
            ),
            certainty=engine.Certainty.ASKED,
        )
        for a, b in (("TH", "S"), ("S", "TH"))
    )
    assert rules.describe(one) == rules.describe(other)
    assert "the “s” of “sun”" in rules.describe(one).text
    assert "the “th” of “think”" in rules.describe(one).text
