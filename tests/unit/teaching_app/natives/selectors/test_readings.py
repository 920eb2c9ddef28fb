"""What a helper is to read."""

from __future__ import annotations

import pytest

from teaching_app.natives.models import Helper, NativeRecording
from teaching_app.natives.selectors import readings
from tests.factories.models import PhraseFactory
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
)

pytestmark = pytest.mark.django_db
State = NativeRecording.State


@pytest.fixture
def helper() -> Helper:
    """Somebody who is to read two phrases, plainly and happily."""
    phrases = [PhraseFactory(slug="a"), PhraseFactory(slug="b")]
    invitation = InvitationFactory(phrases=phrases, styles=["neutral", "happy"])
    return HelperFactory(invitation=invitation)


def place(reading: readings.Reading | None) -> tuple[str, str]:
    assert reading
    return reading.phrase.slug, reading.style


def places(found: list[readings.Reading]) -> list[tuple[str, str]]:
    return [place(one) for one in found]


def test_phrases_are_read_style_by_style(helper: Helper) -> None:
    assert places(readings.of_helper(helper)) == [
        ("a", "neutral"),
        ("b", "neutral"),
        ("a", "happy"),
        ("b", "happy"),
    ]


def test_without_styles_here_they_are_only_read_plainly(
    helper: Helper, settings: object
) -> None:
    settings.EXPRESSION_ENABLED = False
    assert places(readings.of_helper(helper)) == [("a", "neutral"), ("b", "neutral")]
    assert readings.find(helper, "a", "happy") is None


def test_a_phrase_that_is_not_asked_for_is_not_found(helper: Helper) -> None:
    PhraseFactory(slug="c")
    assert readings.find(helper, "c", "neutral") is None
    assert readings.find(helper, "a", "sad") is None


def test_the_next_one_is_the_first_that_waits_after_this(helper: Helper) -> None:
    a, b = helper.invitation.phrases.order_by("slug")
    NativeRecordingFactory(helper=helper, phrase=a, measured=True)
    this = readings.find(helper, "b", "neutral")
    following = readings.following(helper)
    assert place(following) == ("b", "neutral")
    following = readings.following(helper, after=this)
    assert place(following) == ("a", "happy")

    for phrase in (a, b):
        NativeRecordingFactory(helper=helper, phrase=phrase, style="happy")
    last = readings.find(helper, "b", "happy")
    following = readings.following(helper, after=last)
    assert place(following) == ("b", "neutral")
    NativeRecordingFactory(helper=helper, phrase=b)
    assert readings.following(helper, after=last) is None


def test_a_refused_reading_is_to_be_read_again(helper: Helper) -> None:
    phrase = helper.invitation.phrases.get(slug="a")
    NativeRecordingFactory(
        helper=helper, phrase=phrase, state=State.REFUSED, refusal="clipped"
    )
    following = readings.following(helper)
    assert place(following) == ("a", "neutral")
