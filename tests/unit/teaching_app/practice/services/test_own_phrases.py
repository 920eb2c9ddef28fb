"""Phrases that learners write for themselves."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.errors import TooManyPhrasesError
from teaching_app.practice.models import Learner, Phrase, Recording, ReferenceAudio
from teaching_app.practice.selectors import phrases
from teaching_app.practice.services import content, own_phrases, references
from tests.factories.models import (
    LearnerFactory,
    PhraseFactory,
    RecordingFactory,
    ReferenceAudioFactory,
)

pytestmark = pytest.mark.django_db
TEXT = "Could I have the bill, please?"


def write(learner: Learner, text: str = TEXT, **stress: int) -> Phrase:
    return own_phrases.write(learner=learner, text=text, stress=stress)


def test_what_is_written_is_its_writers_alone(learner: Learner) -> None:
    phrase = write(learner)
    assert list(phrases.own(learner)) == [phrase]
    assert phrase in access.phrases_for(learner.user, Purpose.SEE)
    other = LearnerFactory()
    assert phrase not in phrases.catalogue()
    assert phrase not in access.phrases_for(other.user, Purpose.SEE)
    assert not phrases.own(other)


def test_the_same_sentence_is_kept_once_and_another_stress_beside_it(
    learner: Learner,
) -> None:
    first = write(learner, "A record.")
    assert write(learner, "A record.") == first
    assert write(learner, "A record.", **{"1": 1}) != first
    assert write(LearnerFactory(), "A record.") != first


def test_a_sentence_that_is_on_offer_leads_there(learner: Learner) -> None:
    shared = PhraseFactory(text=TEXT)
    assert write(learner) == shared
    assert not phrases.own(learner)


def test_a_list_does_not_grow_without_end(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_phrases, "MAX_LISTED", 1)
    write(learner)
    with pytest.raises(TooManyPhrasesError):
        write(learner, "Another one.")


@pytest.mark.django_db(transaction=True)
def test_a_removed_phrase_takes_its_sound_with_it(learner: Learner) -> None:
    reference = ReferenceAudioFactory(phrase=write(learner))
    own_phrases.remove(phrase=reference.phrase)
    assert not Phrase.objects.exists()
    assert not ReferenceAudio.objects.exists()
    assert not default_storage.exists(reference.file.name)


def test_a_phrase_with_takes_is_only_no_longer_listed(learner: Learner) -> None:
    phrase = RecordingFactory(owner=learner, phrase=write(learner)).phrase
    own_phrases.remove(phrase=phrase)
    assert not phrases.own(learner)
    assert phrase in access.phrases_for(learner.user, Purpose.SEE)


def test_takes_stay_with_the_words_they_were_recorded_for(learner: Learner) -> None:
    recording = RecordingFactory(owner=learner, phrase=write(learner))
    changed = own_phrases.rewrite(phrase=recording.phrase, text="The bill!", stress={})
    recording.refresh_from_db()
    assert recording.phrase.text == TEXT
    assert list(phrases.own(learner)) == [changed]
    assert own_phrases.rewrite(phrase=changed, text="The bill!", stress={}) == changed


def test_a_learner_who_goes_takes_phrases_and_takes_along(learner: Learner) -> None:
    RecordingFactory(owner=learner, phrase=write(learner))
    learner.user.delete()
    assert not Phrase.objects.exists()
    assert not Recording.objects.exists()


def test_installing_content_leaves_own_phrases_alone(
    learner: Learner, tmp_path
) -> None:
    own = write(learner, "Kids are talking by the door.")
    content.install_phrases()
    content.install_profiles()
    references.install_native(tmp_path)
    assert not own.native_profiles.exists()
    shared = phrases.catalogue().get(text=own.text)
    assert shared.native_profiles.exists()
