"""Permanent deletion: no file or row is left, and nobody else loses any."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import FileField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from teaching_app.practice import jobs
from teaching_app.practice.errors import LostClaimError, NotTheirsError
from teaching_app.practice.models import (
    Analysis,
    Consent,
    DataExport,
    ErasureReceipt,
    Learner,
    ListeningSound,
    Phrase,
    PracticeCard,
    Recording,
    ReferenceAudio,
)
from teaching_app.practice.ownership import NOT_PERSONAL, OnErasure, Ownership
from teaching_app.practice.selectors.owned import erased_with, files_of
from teaching_app.practice.services import erasure, own_phrases, path
from tests.factories.fixtures import stored_files
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    PhraseFactory,
    ReferenceAudioFactory,
    UserFactory,
)
from tests.reports import native_report

pytestmark = pytest.mark.django_db


def done_take(**values: Any) -> Analysis:
    return AnalysisFactory(state="done", report=native_report(), **values)


@pytest.fixture
def learner(db: None) -> Learner:
    """Two takes, a copy to take along, an agreement, an address."""
    learner = LearnerFactory()
    for _ in range(2):
        done_take(recording__owner=learner)
    export = DataExport(learner=learner, state="done")
    export.file.save("exports/a.zip", ContentFile(b"zip"), save=True)
    learner.user.emailaddress_set.create(email="learner@example.org")
    return learner


def own_phrase_with_takes(owner: Learner) -> Phrase:
    """A phrase of one's own with its voice and two takes."""
    phrase = own_phrases.write(learner=owner, text="The bill, please.", stress={})
    ReferenceAudioFactory(phrase=phrase)
    for _ in range(2):
        done_take(recording__owner=owner, recording__phrase=phrase)
    return phrase


def all_rows() -> dict[str, int]:
    return {m._meta.label: m._base_manager.count() for m in apps.get_models()}


def test_an_own_phrase_goes_with_its_voice_and_takes_and_nothing_else_does(
    learner: Learner,
) -> None:
    learner.exports.all().delete()  # copies go with any take
    before, files = all_rows(), stored_files()
    phrase = own_phrase_with_takes(learner)
    receipt = erasure.erase_phrase(phrase=phrase)
    assert receipt.scope == "phrase"
    assert receipt.rows["recording"] == 2
    assert receipt.rows["phrase"] == 1
    assert stored_files() == files
    assert all_rows() == before | {"teaching_app.ErasureReceipt": 1}


def test_a_phrase_off_the_list_goes_with_its_last_take(learner: Learner) -> None:
    phrase = own_phrase_with_takes(learner)
    own_phrases.remove(phrase=phrase)
    one, other = phrase.recordings.all()
    erasure.erase_take(recording=one)
    assert Phrase.objects.filter(pk=phrase.pk).exists()
    erasure.erase_take(recording=other)
    assert not Phrase.objects.filter(pk=phrase.pk).exists()
    assert not ReferenceAudio.objects.filter(phrase=phrase.pk).exists()


def test_a_copy_that_holds_an_erased_take_goes_with_it(learner: Learner) -> None:
    other = DataExport.objects.create(learner=LearnerFactory(), state="done")
    name = learner.exports.get().file.name
    erasure.erase_take(recording=learner.recordings.first())
    assert not default_storage.exists(name)
    assert list(DataExport.objects.all()) == [other]


def test_a_copy_that_is_being_packed_starts_anew_without_the_erased_take(
    learner: Learner,
) -> None:
    learner.exports.update(state="queued")
    (claim,) = jobs.claim(DataExport, worker="worker-a")
    erasure.erase_take(recording=learner.recordings.first())
    assert learner.exports.get().state == "queued"
    with pytest.raises(LostClaimError):
        jobs.finish(claim)


def test_a_listed_phrase_outlives_its_takes(learner: Learner) -> None:
    phrase = own_phrase_with_takes(learner)
    for take in phrase.recordings.all():
        erasure.erase_take(recording=take)
    assert Phrase.objects.filter(pk=phrase.pk).exists()


def test_a_take_goes_with_its_file_and_results_and_nothing_else_does(
    learner: Learner,
) -> None:
    learner.exports.all().delete()  # copies go with any take
    gone, kept = learner.recordings.all()
    name = gone.file.name
    receipt = erasure.erase_take(recording=gone)
    assert not default_storage.exists(name)
    assert default_storage.exists(kept.file.name)
    assert list(Recording.objects.all()) == [kept]
    assert Analysis.objects.get().recording == kept
    assert receipt.rows == {"recording": 1, "analysis": 1}
    assert (receipt.scope, receipt.n_files) == ("take", 1)
    assert receipt.size == kept.file.size


def test_everything_leaves_no_file_and_no_row_but_the_receipt(db: None) -> None:
    before = all_rows()
    learner = LearnerFactory()
    for _ in range(2):
        done_take(recording__owner=learner)
    # Phrases are content; those of the takes stay.
    before["teaching_app.Phrase"] += 2
    Client().force_login(
        learner.user, backend="django.contrib.auth.backends.ModelBackend"
    )
    receipt = erasure.erase_everything(learner=learner)
    assert stored_files() == []
    assert all_rows() == before | {"teaching_app.ErasureReceipt": 1}
    assert receipt.rows["recording"] == receipt.rows["analysis"] == 2
    assert receipt.rows["user"] == receipt.rows["learner"] == 1
    assert str(learner.user.username) not in str(receipt.rows)


def test_everything_includes_copies_and_addresses_and_spares_others(
    learner: Learner,
) -> None:
    theirs = done_take()
    receipt = erasure.erase_everything(learner=learner)
    assert stored_files() == [theirs.recording.file.name]
    assert list(Analysis.objects.all()) == [theirs]
    assert receipt.rows["dataexport"] == receipt.rows["emailaddress"] == 1
    assert receipt.n_files == 3
    assert not DataExport.objects.exists()


def test_a_file_that_is_gone_already_does_not_stand_in_the_way(
    learner: Learner,
) -> None:
    for recording in learner.recordings.all():
        default_storage.delete(recording.file.name)
    erasure.erase_everything(learner=learner)
    assert stored_files() == []


def test_a_take_that_arrives_meanwhile_leaves_no_file_either(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete = erasure._delete_files
    late: list[Analysis] = []

    def delete_as_another_arrives(files: Any) -> set[str]:
        names = delete(files)
        if not late:
            late.append(done_take(recording__owner=learner))
        return names

    monkeypatch.setattr(erasure, "_delete_files", delete_as_another_arrives)
    erasure.erase_everything(learner=learner)
    assert late
    assert stored_files() == []
    assert not Recording.objects.exists()


def test_every_model_with_files_is_reached() -> None:
    """What a later model stores of a learner is deleted without anybody thinking of it."""
    reached = {owned.model for owned in erased_with([LearnerFactory().user])}
    with_files = {
        model
        for model in apps.get_models()
        if any(isinstance(field, FileField) for field in model._meta.fields)
    }
    games = {ListeningSound}  # said by reading voices, of no learner
    assert with_files - games <= reached


def test_nothing_belongs_to_a_take_of_somebody_else(learner: Learner) -> None:
    theirs = done_take()
    names = {file.name for file in files_of(erased_with([learner.user]))}
    assert len(names) == 3
    assert theirs.recording.file.name not in names


def test_an_account_that_never_practised_is_erased_in_its_first_request(
    client: Client,
) -> None:
    user = UserFactory()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(reverse("erase_everything"), {"sure": "yes"})
    assert response.url.startswith("/receipts/")
    assert not User.objects.filter(pk=user.pk).exists()


def test_what_merely_cascades_is_kept_where_its_model_says_it_is_not_theirs(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    phrase = PhraseFactory(owner=learner)
    voice = ReferenceAudioFactory(phrase=phrase)
    monkeypatch.setattr(Phrase, "ownership", NOT_PERSONAL)
    receipt = erasure.erase_everything(learner=learner)
    phrase.refresh_from_db()
    assert phrase.owner is None
    assert default_storage.exists(voice.file.name)
    assert "phrase" not in receipt.rows
    assert receipt.rows["recording"] == 2


def test_what_cannot_be_kept_stops_the_erasure_before_anything_is_lost(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that cascades and may not be empty is a mistake of the model's."""
    monkeypatch.setattr(Consent, "ownership", NOT_PERSONAL)
    rows, files = all_rows(), stored_files()
    with pytest.raises(NotTheirsError, match="Consent hang by learner"):
        erasure.erase_everything(learner=learner)
    assert (all_rows(), stored_files()) == (rows, files)


def test_a_phrase_that_others_have_recorded_stays_whole(learner: Learner) -> None:
    phrase = own_phrase_with_takes(learner)
    theirs = done_take(recording__phrase=phrase)
    rows, files = all_rows(), stored_files()
    with pytest.raises(NotTheirsError, match="Recording hang by phrase"):
        erasure.erase_everything(learner=learner)
    assert (all_rows(), stored_files()) == (rows, files)
    erasure.erase_take(recording=theirs.recording)
    erasure.erase_everything(learner=learner)
    assert not Phrase.objects.filter(pk=phrase.pk).exists()


def test_erasing_many_takes_asks_the_database_as_often_as_erasing_two(
    learner: Learner,
) -> None:
    diligent = LearnerFactory()
    for _ in range(30):
        done_take(recording__owner=diligent)
    with CaptureQueriesContext(connection) as of_two:
        erasure.erase_everything(learner=learner)
    with CaptureQueriesContext(connection) as of_many:
        erasure.erase_everything(learner=diligent)
    assert len(of_many) <= len(of_two)


def test_a_row_that_is_declared_the_takes_goes_with_the_take(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the database would keep it: its key is ``SET_NULL``."""
    of_take = Ownership(OnErasure.DELETED, belongs_to="analysis")
    monkeypatch.setattr(PracticeCard, "ownership", of_take)
    analysis = Analysis.objects.filter(recording__owner=learner).first()
    path.note_take(analysis=analysis)
    receipt = erasure.erase_take(recording=analysis.recording)
    assert receipt.rows["practicecard"] == 1
    assert not PracticeCard.objects.exists()


def test_how_well_a_phrase_is_known_goes_with_the_phrase(learner: Learner) -> None:
    phrase = own_phrase_with_takes(learner)
    path.note_take(analysis=phrase.recordings.first().analyses.get())
    path.note_listening(learner=learner, phrase=phrase)
    receipt = erasure.erase_phrase(phrase=phrase)
    assert receipt.rows["practicecard"] == receipt.rows["listening"] == 1


def test_a_second_factor_and_what_staff_did_go_with_the_account(
    learner: Learner,
) -> None:
    TOTP.activate(learner.user, "SECRET")
    entries = LogEntry.objects
    entries.log_actions(learner.user_id, [UserFactory()], CHANGE, single_object=True)
    staff = UserFactory(is_staff=True)
    about = entries.log_actions(staff.pk, [learner.user], CHANGE, single_object=True)
    receipt = erasure.erase_everything(learner=learner)
    assert receipt.rows["authenticator"] == receipt.rows["logentry"] == 1
    assert not Authenticator.objects.exists()
    (left,) = entries.all()
    assert (left.pk, left.object_repr) == (about.pk, ""), "it no longer names them"


def test_takes_are_kept_until_the_setting_says_otherwise(settings: Any) -> None:
    old, new = done_take(), done_take()
    Recording.objects.filter(pk=old.recording_id).update(
        created_at=timezone.now() - timedelta(days=31)
    )
    assert erasure.erase_expired() == 0
    settings.RETENTION_DAYS = 30
    assert erasure.erase_expired() == 1
    assert list(Analysis.objects.all()) == [new]
    assert stored_files() == [new.recording.file.name]
    assert not ErasureReceipt.objects.exists()


def test_rows_of_several_kinds_go_with_one_receipt(learner: Learner) -> None:
    take, export = learner.recordings.first(), learner.exports.get()
    receipt = erasure.erase_rows(rows=[take, export], scope="retention")
    assert receipt.scope == "retention"
    assert receipt.rows == {"recording": 1, "analysis": 1, "dataexport": 1}
    assert receipt.n_files == 2
    assert learner.recordings.count() == 1


def test_another_application_deletes_in_its_own_way_with_a_receipt(
    learner: Learner,
) -> None:
    kept, gone = done_take(), done_take()
    file, size = gone.recording.file, gone.recording.file.size
    receipt = erasure.erase_by(
        delete=lambda: {"teaching_app.Analysis": gone.delete()[0], "auth.User": 0},
        files=[file],
        scope="class",
    )
    assert (receipt.rows, receipt.n_files, receipt.size) == ({"analysis": 1}, 1, size)
    assert not default_storage.exists(file.name)
    assert default_storage.exists(kept.recording.file.name)


def test_without_the_rows_gone_there_is_no_receipt() -> None:
    def refuse() -> dict[str, int]:
        raise NotTheirsError

    with pytest.raises(NotTheirsError):
        erasure.erase_by(delete=refuse, files=[], scope="class")
    assert not ErasureReceipt.objects.exists()
