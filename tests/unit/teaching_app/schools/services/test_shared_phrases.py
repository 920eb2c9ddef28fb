"""Tests of phrases that teachers keep, change and remove."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.models import Phrase, ReferenceJob
from teaching_app.practice.services import erasure, learners
from teaching_app.schools.models import AuditEvent, Membership, SharedPhrase
from teaching_app.schools.services import shared_phrases
from teaching_app.schools.services.shared_phrases import Wording
from tests.factories.models import RecordingFactory, ReferenceAudioFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    MembershipFactory,
    SharedPhraseFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db

GARAGE = Wording("Open the garage.", level="A2")


@pytest.fixture
def teacher() -> Membership:
    return MembershipFactory()


@pytest.fixture
def shared(teacher: Membership) -> SharedPhrase:
    (shared,) = shared_phrases.add(
        institution=teacher.institution,
        author=teacher.user,
        wordings=[GARAGE],
        is_shared=True,
    )
    return shared


def changed(shared: SharedPhrase, wording: Wording) -> SharedPhrase:
    return shared_phrases.change(
        shared=shared, wording=wording, is_shared=True, by=shared.author
    )


def test_a_stored_phrase_is_in_no_public_list_and_its_reference_is_requested(
    teacher: Membership, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        (shared,) = shared_phrases.add(
            institution=teacher.institution,
            author=teacher.user,
            wordings=[GARAGE],
            is_shared=True,
        )
    phrase = shared.phrase
    assert (phrase.owner, phrase.is_listed, phrase.level) == (None, False, "A2")
    assert ReferenceJob.objects.get().phrase == phrase
    assert AuditEvent.objects.get().details == {"added": 1}


def test_the_description_of_a_phrase_changes_in_place(shared: SharedPhrase) -> None:
    RecordingFactory(phrase=shared.phrase)
    same = changed(shared, Wording(GARAGE.text, meaning="where the car is"))
    assert same == shared
    assert same.phrase.meaning == "where the car is"


def test_another_sentence_replaces_a_phrase_without_takes(shared: SharedPhrase) -> None:
    item = AssignmentItemFactory(phrase=shared.phrase)
    sound = ReferenceAudioFactory(phrase=shared.phrase)
    after = changed(shared, Wording("Open the door."))
    item.refresh_from_db()
    assert item.phrase == after.phrase
    assert list(SharedPhrase.objects.all()) == [after]
    assert not Phrase.objects.filter(references=sound).exists()


def test_a_phrase_with_takes_stays_with_them_unchanged(shared: SharedPhrase) -> None:
    taken = SubmissionFactory(item__phrase=shared.phrase)
    after = changed(shared, Wording(GARAGE.text, {"2": 0}))
    shared.refresh_from_db()
    taken.item.refresh_from_db()
    assert shared.removed_at
    assert taken.item.phrase == shared.phrase == taken.analysis.recording.phrase
    assert (after.phrase.stress, after.removed_at) == ({"2": 0}, None)
    assert (after.author, after.institution) == (shared.author, shared.institution)


def test_a_removed_phrase_is_deleted_with_its_audio(
    shared: SharedPhrase, django_capture_on_commit_callbacks: object
) -> None:
    sound = ReferenceAudioFactory(phrase=shared.phrase).file.name
    with django_capture_on_commit_callbacks(execute=True):
        shared_phrases.remove(shared=shared, by=shared.author)
    assert not Phrase.objects.filter(pk=shared.phrase_id).exists()
    assert not default_storage.exists(sound)


def test_a_removed_phrase_stays_for_assignments_that_have_it(
    shared: SharedPhrase,
) -> None:
    AssignmentItemFactory(phrase=shared.phrase)
    shared_phrases.remove(shared=shared, by=shared.author)
    shared.refresh_from_db()
    assert shared.removed_at
    assert Phrase.objects.filter(pk=shared.phrase_id).exists()


def test_a_phrase_that_pupils_recorded_does_not_keep_its_author(
    shared: SharedPhrase,
) -> None:
    taken = SubmissionFactory(item__phrase=shared.phrase)
    receipt = erasure.erase_everything(learner=learners.of(user=shared.author))
    shared.refresh_from_db()
    taken.refresh_from_db()
    assert shared.author is None
    assert taken.analysis.recording.phrase == shared.phrase
    assert "recording" not in receipt.rows


def test_no_page_of_practice_changes_or_deletes_a_teachers_phrase(
    shared: SharedPhrase,
) -> None:
    """There, deleting a phrase deletes the takes of it, which are learners'."""
    for purpose in (Purpose.CHANGE, Purpose.DELETE, Purpose.SHARE):
        assert not access.phrases_for(shared.author, purpose).exists()
    heard = access.phrases_for(shared.author, Purpose.HEAR)
    assert shared.phrase in heard


def test_the_author_keeps_no_right_after_leaving_the_school(
    shared: SharedPhrase, teacher: Membership
) -> None:
    teacher.ended_at = teacher.joined_at
    teacher.save()
    assert shared.phrase not in access.phrases_for(teacher.user, Purpose.SEE)
    SharedPhraseFactory(author=teacher.user, is_shared=False)
    assert not access.phrases_for(teacher.user, Purpose.SEE).filter(is_listed=False)
