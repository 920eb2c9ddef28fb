"""Exports: complete, private, and deleted after two days."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.storage import default_storage
from django.utils import timezone, translation

from teaching_app.practice import jobs
from teaching_app.practice.models import DataExport, Learner, Listening
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership
from teaching_app.practice.services import export_archive, exports, path
from teaching_app.practice.tasks import pack_export, requeue_stale_analyses, tidy_up
from tests.factories.fixtures import stored_files
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    PhraseFactory,
    VoiceTraceFactory,
)
from tests.factories.sound import wav_bytes
from tests.reports import native_report

pytestmark = pytest.mark.django_db
State = DataExport.State


@pytest.fixture
def learner(learner: Learner) -> Learner:
    for _ in range(2):
        AnalysisFactory(
            recording__owner=learner,
            style="happy",
            report=native_report(),
            state="done",
        )
    AnalysisFactory(recording__owner__user__username="somebody-else")
    return learner


def packed(learner: Learner) -> zipfile.ZipFile:
    export = exports.ask(learner=learner)
    pack_export(export.pk)
    export.refresh_from_db()
    assert export.state == State.DONE
    assert export.size == export.file.size
    return zipfile.ZipFile(io.BytesIO(export.file.read()))


def test_it_holds_the_account_every_row_and_every_recording(learner: Learner) -> None:
    archive = packed(learner)
    assert json.loads(archive.read("account.json"))["username"] == str(learner)
    takes = json.loads(archive.read("data/recording.json"))
    assert len(takes) == 2
    for take in takes:
        assert archive.read(take["file"]) == wav_bytes()
    results = json.loads(archive.read("data/analysis.json"))
    assert [result["report"] for result in results] == [native_report()] * 2
    assert {c["purpose"] for c in json.loads(archive.read("data/consent.json"))} == {
        "practice",
        "expression",
    }


@pytest.mark.parametrize(
    ("language", "words"), [("en", "what we know of"), ("zh-hans", "你的账号的资料")]
)
def test_it_explains_itself_in_the_language_of_who_asked(
    learner: Learner, language: str, words: str
) -> None:
    with translation.override(language):
        export = exports.ask(learner=learner)
    pack_export(export.pk)
    export.refresh_from_db()
    archive = zipfile.ZipFile(io.BytesIO(export.file.read()))
    assert words in archive.read("README.txt").decode()


def test_it_holds_nothing_of_anybody_else_and_no_password(learner: Learner) -> None:
    archive = packed(learner)
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"somebody-else" not in whole
    assert b"password" not in whole
    assert sum(name.startswith("files/") for name in archive.namelist()) == 2


def test_a_row_that_is_declared_anothers_is_in_the_others_copy(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a pupil's row may be that cascades from a teacher, too."""
    other = LearnerFactory()
    phrase = PhraseFactory(owner=other)
    path.note_listening(learner=learner, phrase=phrase)
    assert "data/listening.json" in packed(learner).namelist()
    of_phrase = Ownership(OnErasure.DELETED, belongs_to="phrase", in_copy=InCopy.ROWS)
    monkeypatch.setattr(Listening, "ownership", of_phrase)
    assert "data/listening.json" not in packed(learner).namelist()
    assert "data/listening.json" in packed(other).namelist()


def test_what_goes_with_ones_phrase_but_is_anothers_is_not_copied(
    learner: Learner,
) -> None:
    other = LearnerFactory()
    path.note_listening(learner=other, phrase=PhraseFactory(owner=learner))
    assert "data/listening.json" not in packed(learner).namelist()


def test_it_holds_addresses_and_no_key(learner: Learner) -> None:
    learner.user.emailaddress_set.create(email="learner@example.org")
    TOTP.activate(learner.user, "A-SECRET")
    archive = packed(learner)
    (address,) = json.loads(archive.read("data/emailaddress.json"))
    assert address["email"] == "learner@example.org"
    assert not [name for name in archive.namelist() if "authenticator" in name]
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"A-SECRET" not in whole


def test_where_expression_is_off_the_copy_has_no_trace_of_it(
    learner: Learner, settings: Any
) -> None:
    settings.EXPRESSION_ENABLED = False
    archive = packed(learner)
    for name in archive.namelist():
        if name.endswith(".json"):
            for trace in ("expression", "style_", "happy"):
                assert trace not in archive.read(name).decode(), name


def test_what_a_withdrawn_opt_in_hides_is_not_copied(learner: Learner) -> None:
    from teaching_app.practice.services import consents

    consents.choose_expression(learner=learner, wanted=False)
    results = json.loads(packed(learner).read("data/analysis.json"))
    assert not any("expression" in result["report"] for result in results)


def test_what_is_kept_of_the_voice_is_copied_as_numbers(
    learner: Learner, settings: Any
) -> None:
    VoiceTraceFactory(recording__owner=learner, microphone="a1")
    VoiceTraceFactory()
    (voice,) = json.loads(packed(learner).read("data/voicetrace.json"))
    assert (voice["microphone"], voice["style"]) == ("a1", "neutral")
    assert (voice["shape"], voice["values"]) == ([1, 3, 1], [1.0, 0.0, 0.0])
    settings.EXPRESSION_ENABLED = False
    assert "data/voicetrace.json" not in packed(learner).namelist()


def test_one_copy_at_a_time(learner: Learner) -> None:
    first = exports.ask(learner=learner)
    assert exports.ask(learner=learner) == first
    pack_export(first.pk)
    assert exports.ask(learner=learner) != first


def test_a_copy_is_packed_once(learner: Learner) -> None:
    export = exports.ask(learner=learner)
    pack_export(export.pk)
    before = stored_files()
    pack_export(export.pk)
    assert stored_files() == before


def test_a_copy_that_cannot_be_packed_is_tried_again_and_then_says_so(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(exports, "write_archive", fail)
    export = exports.ask(learner=learner)
    for _ in range(DataExport.MAX_ATTEMPTS):
        with pytest.raises(OSError, match="disk full"):
            pack_export(export.pk)
    pack_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.file.name) == (State.FAILED, "")


def test_a_copy_whose_learner_is_gone_leaves_no_file(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = exports.ask(learner=learner)

    def write(out: io.BytesIO, learner: Learner) -> None:
        export_archive.write_archive(out, learner)
        DataExport.objects.all().delete()

    monkeypatch.setattr(exports, "write_archive", write)
    pack_export(export.pk)
    assert not any(name.startswith("exports/") for name in stored_files())


def test_copies_are_let_go_after_two_days(learner: Learner) -> None:
    packed(learner)
    tidy_up()
    assert DataExport.objects.count() == 1
    DataExport.objects.update(created_at=timezone.now() - timedelta(hours=49))
    name = DataExport.objects.get().file.name
    tidy_up()
    assert not DataExport.objects.exists()
    assert not default_storage.exists(name)


def test_a_worker_that_lost_its_copy_leaves_no_file(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = exports.ask(learner=learner)

    def write(out: io.BytesIO, learner: Learner) -> None:
        export_archive.write_archive(out, learner)
        DataExport.objects.update(claimed_by="worker-b/token")

    monkeypatch.setattr(exports, "write_archive", write)
    pack_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.file.name) == (State.RUNNING, "")
    assert not any(name.startswith("exports/") for name in stored_files())


def test_a_copy_whose_worker_died_is_packed_by_another(learner: Learner) -> None:
    export = exports.ask(learner=learner)
    jobs.claim(DataExport, worker="worker-a", pk=export.pk)
    DataExport.objects.update(heartbeat_at=timezone.now() - timedelta(seconds=21))
    requeue_stale_analyses()
    pack_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.attempts) == (State.DONE, 2)
