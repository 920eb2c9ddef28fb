"""What may be asked for."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app.natives.forms.invitations import MAX_PROMPTS, InvitationForm
from teaching_app.practice.models import Phrase
from tests.factories.models import PhraseFactory

pytestmark = pytest.mark.django_db


def form(n_phrases: int, **sent: Any) -> InvitationForm:
    phrases = [PhraseFactory().pk for _ in range(n_phrases)]
    values = {
        "title": "Unit 3",
        "phrases": phrases,
        "styles": ["neutral"],
        "max_helpers": 5,
        "days": 14,
    }
    return InvitationForm(values | sent, phrases=Phrase.objects.all())


def test_phrases_and_styles_are_asked_for() -> None:
    sent = form(2, styles=["neutral", "sad"], asks_listeners="on")
    assert sent.is_valid()
    assert (len(sent.wanted.phrases), sent.wanted.styles) == (2, ["neutral", "sad"])
    assert sent.wanted.asks_listeners


def test_nobody_is_asked_for_more_than_they_would_finish() -> None:
    n_phrases = MAX_PROMPTS // 2 + 1
    assert form(n_phrases).is_valid()
    assert "phrases" in form(n_phrases, styles=["neutral", "sad"]).errors


def test_other_phrases_than_those_offered_are_refused() -> None:
    own = PhraseFactory()
    sent = form(0, phrases=[own.pk])
    sent.fields["phrases"].queryset = Phrase.objects.exclude(pk=own.pk)
    assert "phrases" in sent.errors


def test_without_styles_here_there_are_only_plain_prompts(settings: Any) -> None:
    settings.EXPRESSION_ENABLED = False
    sent = form(1, styles=["happy"], asks_listeners="on")
    assert sent.is_valid()
    assert (sent.wanted.styles, sent.wanted.asks_listeners) == (["neutral"], False)
