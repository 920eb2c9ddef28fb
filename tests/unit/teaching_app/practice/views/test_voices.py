"""Choosing a voice, and hearing a phrase by several."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Learner, Phrase
from teaching_app.practice.services import reference_work
from tests.factories.models import PhraseFactory, ReferenceAudioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The voices that were asked to say something."""
    told: list[str] = []
    monkeypatch.setattr(reference_work, "ask", lambda phrase, voice: told.append(voice))
    return told


@pytest.fixture
def phrase() -> Phrase:
    return PhraseFactory()


def test_the_chosen_voice_is_remembered_and_leads_back(
    learner_client: Client, learner: Learner, phrase: Phrase, asked: list[str]
) -> None:
    page = reverse("practice", args=[phrase.slug])
    sent = {"voice": "bm_george", "next": page}
    answer = learner_client.post(reverse("choose_voice"), sent)
    assert answer.url == page
    learner.refresh_from_db()
    assert learner.voice == "bm_george"
    shown = learner_client.get(page).content.decode()
    assert '<option value="bm_george" selected>George (British, man)</option>' in shown
    assert asked == ["bm_george"]


def test_a_voice_that_is_not_on_offer_changes_nothing(
    learner_client: Client, learner: Learner
) -> None:
    learner_client.post(reverse("choose_voice"), {"voice": "af_sky"})
    learner.refresh_from_db()
    assert learner.voice == ""


def test_meanwhile_another_voice_can_be_heard(
    learner_client: Client, learner: Learner, phrase: Phrase, asked: list[str]
) -> None:
    Learner.objects.update(voice="bf_emma")
    ReferenceAudioFactory(phrase=phrase, kind="synthetic", style="", speaker="af_heart")
    page = learner_client.get(reverse("practice", args=[phrase.slug])).content.decode()
    assert "<reference-player" in page.split("<awaited-part")[1]
    assert asked == ["bf_emma"]


def test_where_natives_say_it_no_voice_is_asked_for(
    learner_client: Client, phrase: Phrase, asked: list[str]
) -> None:
    ReferenceAudioFactory(phrase=phrase)
    page = learner_client.get(reverse("practice", args=[phrase.slug])).content.decode()
    assert "<awaited-part" not in page
    assert asked == []


def test_four_speakers_are_shown_once_all_are_there(
    learner_client: Client, phrase: Phrase, asked: list[str]
) -> None:
    native = ReferenceAudioFactory(phrase=phrase)
    url = reverse("several_voices", args=[phrase.slug])
    assert learner_client.get(url).status_code == 204
    assert len(asked) == 3
    for code in asked:
        ReferenceAudioFactory(phrase=phrase, kind="synthetic", style="", speaker=code)
    shown = learner_client.get(url).content.decode()
    assert shown.count("data-url=") == 4
    first = reverse("reference_audio", args=[phrase.slug, native.pk])
    assert shown.index(first) < shown.index("synthetic voice")
    assert "RAVDESS, CC BY-NC-SA 4.0" in shown
