"""What a helper is to read."""

from __future__ import annotations

import pytest
from django.utils import timezone

from teaching_app.natives.models import Helper, NativeRecording
from teaching_app.natives.selectors import prompts
from tests.factories.models import PhraseFactory
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
)
from tests.factories.schools import SharedPhraseFactory

pytestmark = pytest.mark.django_db
State = NativeRecording.State


@pytest.fixture
def helper() -> Helper:
    """Somebody who is to read two phrases, plainly and happily."""
    phrases = [PhraseFactory(slug="a"), PhraseFactory(slug="b")]
    invitation = InvitationFactory(phrases=phrases, styles=["neutral", "happy"])
    return HelperFactory(invitation=invitation)


def place(prompt: prompts.Prompt | None) -> tuple[str, str]:
    assert prompt
    return prompt.phrase.slug, prompt.style


def places(found: list[prompts.Prompt]) -> list[tuple[str, str]]:
    return [place(one) for one in found]


def test_phrases_are_read_style_by_style(helper: Helper) -> None:
    assert places(prompts.of_helper(helper)) == [
        ("a", "neutral"),
        ("b", "neutral"),
        ("a", "happy"),
        ("b", "happy"),
    ]


def test_a_phrase_off_the_list_is_not_read_any_more_but_heard(helper: Helper) -> None:
    for slug in ("a", "b"):
        phrase = helper.invitation.phrases.get(slug=slug)
        SharedPhraseFactory(phrase=phrase, removed_at=timezone.now())
    NativeRecordingFactory(helper=helper, phrase=phrase)
    assert places(prompts.of_helper(helper)) == [("b", "neutral"), ("b", "happy")]


def test_without_styles_here_they_are_only_read_plainly(
    helper: Helper, settings: object
) -> None:
    settings.EXPRESSION_ENABLED = False
    assert places(prompts.of_helper(helper)) == [("a", "neutral"), ("b", "neutral")]
    assert prompts.find(helper, "a", "happy") is None


def test_a_phrase_that_is_not_asked_for_is_not_found(helper: Helper) -> None:
    PhraseFactory(slug="c")
    assert prompts.find(helper, "c", "neutral") is None
    assert prompts.find(helper, "a", "sad") is None


def test_the_next_one_is_the_first_that_waits_after_this(helper: Helper) -> None:
    a, b = helper.invitation.phrases.order_by("slug")
    NativeRecordingFactory(helper=helper, phrase=a, measured=True)
    this = prompts.find(helper, "b", "neutral")
    following = prompts.following(helper)
    assert place(following) == ("b", "neutral")
    following = prompts.following(helper, after=this)
    assert place(following) == ("a", "happy")

    for phrase in (a, b):
        NativeRecordingFactory(helper=helper, phrase=phrase, style="happy")
    last = prompts.find(helper, "b", "happy")
    following = prompts.following(helper, after=last)
    assert place(following) == ("b", "neutral")
    NativeRecordingFactory(helper=helper, phrase=b)
    assert prompts.following(helper, after=last) is None


def test_a_refused_recording_is_to_be_read_again(helper: Helper) -> None:
    phrase = helper.invitation.phrases.get(slug="a")
    NativeRecordingFactory(
        helper=helper, phrase=phrase, state=State.REFUSED, refusal="clipped"
    )
    following = prompts.following(helper)
    assert place(following) == ("a", "neutral")
