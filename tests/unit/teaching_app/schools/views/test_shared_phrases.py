"""Tests of the pages of teachers' phrases."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.natives.models import NativeRecording
from teaching_app.practice.models import Phrase, ReferenceJob
from teaching_app.schools.models import Membership, SharedPhrase
from tests.factories.models import (
    PhraseFactory,
    RecordingFactory,
    ReferenceAudioFactory,
)
from tests.factories.natives import HelperFactory, NativeRecordingFactory
from tests.factories.schools import MembershipFactory, SharedPhraseFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db

NEW = "/teach/phrases/new/"


@pytest.fixture
def teacher() -> Membership:
    return MembershipFactory()


@pytest.fixture
def teacher_client(teacher: Membership, client: Client) -> Client:
    client.force_login(teacher.user, backend=BACKEND)
    return client


def test_phrases_are_pasted_and_kept_but_not_twice(
    teacher: Membership, teacher_client: Client
) -> None:
    PhraseFactory(text="Everybody has this.")
    SharedPhraseFactory(institution=teacher.institution, phrase__text="We have this.")
    text = "A new one.\nEverybody has this.\n你好\nWe have this.\nAnother one."
    response = teacher_client.post(NEW, {"lines": text, "level": "B1"}, follow=True)
    kept = SharedPhrase.objects.filter(author=teacher.user)
    assert {shared.phrase.text for shared in kept} == {"A new one.", "Another one."}
    assert {shared.phrase.level for shared in kept} == {"B1"}
    assert not any(shared.is_shared for shared in kept), "the box was not ticked"
    assert "2 phrases are kept" in response.content.decode()


def test_the_preview_shows_every_line_and_keeps_nothing(
    teacher_client: Client,
) -> None:
    PhraseFactory(text="Everybody has this.")
    response = teacher_client.post(
        reverse("teach_phrases_preview"),
        {"lines": "A photographer.\n你好\nEverybody has this."},
    )
    page = response.content.decode()
    assert "pho-TOG-ra-pher" in page
    assert "letters that English is not written with" in page
    assert "on offer to everybody already" in page
    assert "1 new phrase." in page
    assert "2 lines are left out." in page
    assert not SharedPhrase.objects.exists()


@pytest.mark.parametrize(("offered", "is_known"), [({"2": 1}, True), ({}, False)])
def test_a_known_sentence_with_moved_stress_is_another_phrase(
    teacher_client: Client, offered: dict[str, int], is_known: bool
) -> None:
    PhraseFactory(text="A new record.", stress=offered)
    preview = reverse("teach_phrases_preview")
    page = teacher_client.post(preview, {"lines": "A new record."})
    line, known = page.context["rows"][0]
    assert known, "as it is, it is there already"
    page = teacher_client.post(
        preview, {"lines": "A new record.", line.choices[0].name: "1"}
    )
    line, known = page.context["rows"][0]
    assert line.stored_stress == {"2": 1}
    assert bool(known) is is_known


def test_without_scripts_a_button_shows_the_marks(teacher_client: Client) -> None:
    response = teacher_client.post(NEW, {"lines": "A photographer.", "preview": "1"})
    assert response.status_code == 200
    assert "pho-TOG-ra-pher" in response.content.decode()
    assert not SharedPhrase.objects.exists()


def test_nothing_is_stored_if_nothing_is_new(teacher_client: Client) -> None:
    response = teacher_client.post(NEW, {"lines": "你好"})
    assert response.status_code == 400
    assert "There is no new phrase in this" in response.content.decode()


def test_the_list_names_colleagues_and_is_searched(
    teacher: Membership, teacher_client: Client
) -> None:
    shared = SharedPhraseFactory(
        institution=teacher.institution, phrase__text="Open the garage."
    )
    page = teacher_client.get("/teach/phrases/").content.decode()
    assert "GARAGE" not in page
    assert shared.author.username in page
    assert "Open the" in page
    page = teacher_client.get("/teach/phrases/?query=door").content.decode()
    assert "No phrase has “door”" in page


def test_the_voice_of_a_shown_phrase_is_asked_for_and_then_played(
    teacher: Membership, teacher_client: Client
) -> None:
    phrase = SharedPhraseFactory(
        institution=teacher.institution, author=teacher.user
    ).phrase
    address = reverse("teach_phrase", args=[phrase.slug])
    page = teacher_client.get(address).content.decode()
    awaited = reverse("reference_partial", args=[phrase.slug])
    assert f'<awaited-part src="{awaited}">' in page
    assert ReferenceJob.objects.get().phrase == phrase
    assert teacher_client.get(awaited).status_code == 204
    reference = ReferenceAudioFactory(phrase=phrase)
    page = teacher_client.get(address).content.decode()
    sound = reverse("reference_audio", args=[phrase.slug, reference.pk])
    assert f'<audio src="{sound}"' in page
    assert teacher_client.get(sound).status_code == 200


def test_a_phrase_is_changed_on_its_page(
    teacher: Membership, teacher_client: Client
) -> None:
    shared = SharedPhraseFactory(institution=teacher.institution, author=teacher.user)
    address = reverse("teach_phrase", args=[shared.phrase.slug])
    sent = {"text": "A new record.", "stress-2": "1", "tip": "the verb"}
    response = teacher_client.post(address, sent)
    (phrase,) = Phrase.objects.filter(text="A new record.")
    assert response.url == reverse("teach_phrase", args=[phrase.slug])
    assert (phrase.tip, phrase.shared_phrase.is_shared) == ("the verb", False)
    gone = teacher_client.post(reverse("teach_phrase_remove", args=[phrase.slug]))
    assert gone.url == "/teach/phrases/"
    assert not SharedPhrase.objects.exists()


@pytest.fixture
def read_phrase(teacher: Membership) -> Phrase:
    """A teacher's phrase, read in two styles by one native and plainly by another."""
    shared = SharedPhraseFactory(
        institution=teacher.institution, author=teacher.user, phrase__text="Go on."
    )
    one, other = HelperFactory(token="one"), HelperFactory(token="other")
    for helper, style in ((one, "neutral"), (one, "happy"), (other, "neutral")):
        NativeRecordingFactory(
            helper=helper, phrase=shared.phrase, style=style, speaker=f"s-{helper.pk}"
        )
    return shared.phrase


def test_who_takes_a_phrase_off_the_list_is_told_first_whose_recordings_go(
    read_phrase: Phrase, teacher_client: Client
) -> None:
    address = reverse("teach_phrase_remove", args=[read_phrase.slug])
    assert "3 recordings by 2 native speakers" in teacher_client.post(address).text
    assert read_phrase.native_recordings.count() == 3
    gone = teacher_client.post(address, {"sure": "yes"})
    assert gone.url == "/teach/phrases/"
    assert not NativeRecording.objects.exists()


def test_a_native_whose_phrase_is_gone_still_takes_everything_back(
    read_phrase: Phrase, teacher_client: Client
) -> None:
    address = reverse("teach_phrase_remove", args=[read_phrase.slug])
    teacher_client.post(address, {"sure": "yes"})
    visitor = Client()
    assert visitor.get(reverse("helper_home", args=["one"])).status_code == 200
    withdrawal = reverse("helper_withdraw", args=["one"])
    receipt = visitor.post(withdrawal, {"sure": "yes"}, follow=True).text
    assert "what you told us about yourself" in receipt


def test_who_changes_a_sentence_is_told_first_whose_recordings_go(
    read_phrase: Phrase, teacher_client: Client
) -> None:
    address = reverse("teach_phrase", args=[read_phrase.slug])
    asked = teacher_client.post(address, {"text": "Come on.", "tip": "friendly"})
    assert asked.status_code == 400
    assert "3 recordings by 2 native speakers" in asked.text
    assert NativeRecording.objects.count() == 3
    teacher_client.post(address, {"text": "Go on.", "tip": "friendly"})
    assert NativeRecording.objects.count() == 3
    teacher_client.post(address, {"text": "Come on.", "sure": "yes"})
    assert not NativeRecording.objects.exists()


def test_recordings_of_a_phrase_that_has_takes_stay_unasked(
    read_phrase: Phrase, teacher_client: Client
) -> None:
    RecordingFactory(phrase=read_phrase)
    address = reverse("teach_phrase", args=[read_phrase.slug])
    assert teacher_client.post(address, {"text": "Come on."}).status_code == 302
    assert read_phrase.native_recordings.count() == 3


def test_the_sounds_of_a_word_are_chosen_on_the_page_of_a_phrase(
    teacher: Membership, teacher_client: Client
) -> None:
    shared = SharedPhraseFactory(institution=teacher.institution, author=teacher.user)
    address = reverse("teach_phrase", args=[shared.phrase.slug])
    sent = {"text": "I read a lot.", "stress-1": "R EH1 D"}
    response = teacher_client.post(address, sent)
    phrase = Phrase.objects.get(text="I read a lot.")
    assert phrase.stressed_syllables == {1: "R EH1 D"}
    page = teacher_client.get(response.url).content.decode()
    assert 'value="R EH1 D" checked' in page


def test_a_colleague_hears_a_phrase_and_does_not_change_it(
    teacher: Membership, teacher_client: Client
) -> None:
    phrase = SharedPhraseFactory(institution=teacher.institution).phrase
    response = teacher_client.get(reverse("teach_phrase", args=[phrase.slug]))
    assert response.status_code == 200
    assert "<textarea" not in response.content.decode()
