"""Phrases of one's own, on their pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Analysis, Learner, Phrase
from teaching_app.practice.selectors import phrases
from teaching_app.practice.services import own_phrases
from tests.factories.models import (
    LearnerFactory,
    PhraseFactory,
    RecordingFactory,
    ReferenceAudioFactory,
)
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db
LIST = "/my-phrases/"


@pytest.fixture
def phrase(learner: Learner) -> Phrase:
    return own_phrases.write(learner=learner, text="A new record.", stress={})


def test_a_sentence_is_written_and_practised(
    learner: Learner, learner_client: Client
) -> None:
    response = learner_client.post(LIST, {"text": "I live in Zhongguancun."})
    (phrase,) = phrases.own(learner)
    assert response.url == reverse("practice", args=[phrase.slug])
    page = learner_client.get(response.url)
    assert page.context["phrase"] == phrase
    assert "Zhong" in page.content.decode()
    sent = learner_client.post(
        reverse("submit_take", args=[phrase.slug]),
        {"audio": upload(), "idempotency_key": "7f6d2b0e-1f0a-4d53-8a4c-0e6f2a9c1b11"},
    )
    assert sent.status_code == 302
    assert Analysis.objects.get().text == "I live in Zhongguancun."


def test_the_marks_are_shown_while_typing_and_nothing_is_kept(
    learner_client: Client,
) -> None:
    response = learner_client.post(
        reverse("own_phrase_preview"), {"text": "A record.", "stress-1": "1"}
    )
    page = response.content.decode()
    assert "re-CORD" in page
    assert '<fieldset class="own-stress__word">' in page
    assert not Phrase.objects.exists()


def test_words_with_two_sounds_are_offered_by_rhyme_and_example(
    learner_client: Client,
) -> None:
    response = learner_client.post(
        reverse("own_phrase_preview"), {"text": "They live here."}
    )
    page = response.content.decode()
    assert "These words can be said in more than one way." in page
    assert 'value="L IH1 V" checked>' in page
    assert 'ends like “<span lang="en">five</span>”' in page
    assert "live music" in page


def test_without_scripts_a_button_shows_the_marks(learner_client: Client) -> None:
    response = learner_client.post(LIST, {"text": "A photographer.", "preview": "1"})
    assert response.status_code == 200
    assert "pho-TOG-ra-pher" in response.content.decode()
    assert not Phrase.objects.exists()


def test_what_is_no_english_is_refused_in_words(learner_client: Client) -> None:
    response = learner_client.post(LIST, {"text": "<b>你好</b>"})
    assert response.status_code == 400
    page = response.content.decode()
    assert "letters that English is not written with" in page
    assert "<b>你好" not in page


def test_a_full_list_says_what_to_do(
    learner_client: Client, phrase: Phrase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_phrases, "MAX_LISTED", 1)
    response = learner_client.post(LIST, {"text": "Another one."})
    assert response.status_code == 400
    assert "Your list is full" in response.content.decode()


def test_a_phrase_is_changed(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    url = reverse("own_phrase", args=[phrase.slug])
    assert "A new record." in learner_client.get(url).content.decode()
    learner_client.post(url, {"text": "A new record.", "stress-2": "1"})
    (changed,) = phrases.own(learner)
    assert changed.stressed_syllables == {2: 1}
    shown = learner_client.get(reverse("own_phrase", args=[changed.slug]))
    assert 'value="1" checked' in shown.content.decode()
    assert "(verb)" in shown.content.decode()


def test_the_chosen_sounds_stay_with_the_phrase(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    url = reverse("own_phrase", args=[phrase.slug])
    learner_client.post(url, {"text": "They live here.", "stress-1": "L AY1 V"})
    (changed,) = phrases.own(learner)
    assert changed.stressed_syllables == {1: "L AY1 V"}
    shown = learner_client.get(reverse("own_phrase", args=[changed.slug]))
    assert 'value="L AY1 V" checked' in shown.content.decode()
    assert (
        learner_client.get(reverse("practice", args=[changed.slug])).status_code == 200
    )


def test_a_phrase_is_removed(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    response = learner_client.post(reverse("remove_own_phrase", args=[phrase.slug]))
    assert response.url == LIST
    assert not phrases.own(learner)


def test_an_own_phrase_is_on_nobody_elses_pages(
    learner_client: Client, client: Client
) -> None:
    theirs = own_phrases.write(learner=LearnerFactory(), text="My secret.", stress={})
    reference = ReferenceAudioFactory(phrase=theirs)
    slug = theirs.slug
    assert learner_client.get(reverse("practice", args=[slug])).status_code == 404
    awaited = reverse("reference_partial", args=[slug])
    assert learner_client.get(awaited).status_code == 404
    sound = reverse("reference_audio", args=[slug, reference.pk])
    assert learner_client.get(sound).status_code == 404
    sent = {
        "audio": upload(),
        "idempotency_key": "7f6d2b0e-1f0a-4d53-8a4c-0e6f2a9c1b11",
    }
    take = reverse("submit_take", args=[slug])
    assert learner_client.post(take, sent).status_code == 404
    too_large = {"CONTENT_LENGTH": "999999999"}
    assert learner_client.post(take, sent, **too_large).status_code == 404
    for name in ("own_phrase", "remove_own_phrase"):
        assert learner_client.post(reverse(name, args=[slug])).status_code == 404
    assert learner_client.get(reverse("own_phrase", args=[slug])).status_code == 404
    for browser in (client, learner_client):
        assert "My secret" not in browser.get("/").content.decode()
    assert "My secret" not in learner_client.get(LIST).content.decode()
    theirs.refresh_from_db()
    assert theirs.is_active


def test_everybodys_phrase_is_not_changed_here(learner_client: Client) -> None:
    shared = PhraseFactory()
    url = reverse("own_phrase", args=[shared.slug])
    assert learner_client.post(url, {"text": "Mine now."}).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    for url in (LIST, reverse("own_phrase", args=["own-1"])):
        assert client.get(url).url.startswith("/accounts/login/")
    for name, args in (("own_phrase_preview", []), ("remove_own_phrase", ["own-1"])):
        assert client.post(reverse(name, args=args)).url.startswith("/accounts/login/")


def test_a_phrase_is_deleted_with_its_takes_after_one_question(
    learner: Learner, learner_client: Client, phrase: Phrase
) -> None:
    RecordingFactory(owner=learner, phrase=phrase)
    own_phrases.remove(phrase=phrase)
    address = reverse("erase_own_phrase", args=[phrase.slug])
    assert address in learner_client.get(LIST).content.decode()
    question = learner_client.get(address).content.decode()
    assert "1 take of it" in question
    assert Phrase.objects.filter(pk=phrase.pk).exists()
    assert "/receipts/" in learner_client.post(address).url
    assert not Phrase.objects.filter(pk=phrase.pk).exists()
    assert learner_client.get(address).status_code == 404


def test_nobody_deletes_a_phrase_that_is_not_theirs(learner_client: Client) -> None:
    shared = PhraseFactory()
    others = own_phrases.write(learner=LearnerFactory(), text="Not yours.", stress={})
    for phrase in (shared, others):
        address = reverse("erase_own_phrase", args=[phrase.slug])
        assert learner_client.post(address).status_code == 404
