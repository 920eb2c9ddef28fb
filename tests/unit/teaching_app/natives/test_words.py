"""What became of a recording, in words."""

from __future__ import annotations

import pytest

import emotion_engine as engine
from teaching_app.natives import words
from teaching_app.natives.models import NativeRecording
from teaching_app.natives.selectors.prompts import Prompt
from tests.factories.models import PhraseFactory

State = NativeRecording.State


def prompt(**values: object) -> Prompt:
    return Prompt(PhraseFactory.build(), "neutral", NativeRecording(**values))


@pytest.mark.parametrize("reason", engine.Reason)
def test_every_reason_of_the_engine_says_what_to_do(reason: engine.Reason) -> None:
    shown = words.shown(prompt(state=State.REFUSED, refusal=reason.value))
    assert shown.note != str(words.READ_AGAIN)
    assert shown.state == "please read again"


def test_a_reason_without_words_asks_to_read_again() -> None:
    shown = words.shown(prompt(state=State.REFUSED, refusal="undecodable"))
    assert shown.note == str(words.READ_AGAIN)


def test_a_rejected_recording_says_why_and_may_be_read_again() -> None:
    shown = words.shown(prompt(state=State.REJECTED, rejection="A dog barks."))
    assert shown.state == "not used"
    assert shown.note == "A dog barks. If you like, read it once more."


def test_what_is_still_to_be_read_needs_no_note() -> None:
    shown = words.shown(Prompt(PhraseFactory.build(), "happy", None))
    assert (shown.style, shown.state, shown.note) == ("happy", "to read", "")


def test_every_doubt_has_words_of_its_own() -> None:
    recording = NativeRecording(doubts=[d.value for d in NativeRecording.Doubt])
    assert len(set(words.doubts(recording))) == len(NativeRecording.Doubt)


def test_an_upload_that_is_no_sound_is_explained_as_to_learners() -> None:
    assert "not a recording" not in words.refused_upload("invitation_closed")
    assert words.refused_upload("empty_file")
