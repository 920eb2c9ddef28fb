"""Takes by the API: sent once, polled, read in the schema of the command line, deleted."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

import emotion_engine as engine
from teaching_app.api.scopes import Scope
from teaching_app.practice.feedback.messages import with_messages
from teaching_app.practice.models import Analysis, Learner, Recording
from teaching_app.practice.services import analysis_run, consents
from teaching_app.schools.models import Assignment, AuditEvent, Submission
from tests.factories import engines
from tests.factories.api import client_of, finished, send_take
from tests.factories.models import AnalysisFactory, LearnerFactory, PhraseFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
    SubmissionFactory,
)
from tests.factories.sound import upload, wav_bytes
from tests.reports import as_read, native_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(learner: Learner) -> Client:
    """A program that may do everything in the learner's name."""
    return client_of(learner.user)


def test_a_take_is_accepted_polled_and_read(api: Client, learner: Learner) -> None:
    phrase = PhraseFactory()
    accepted = send_take(api, phrase=phrase.slug)
    assert accepted.status_code == 202
    assert accepted.json()["state"] == "queued"
    waiting = api.get(accepted["Location"])
    assert waiting.json()["result"] is None
    assert int(waiting["Retry-After"]) >= 1
    take = Analysis.objects.get(recording__owner=learner)
    analysis_run.run(
        take.pk, worker="worker-a", analyze=engines.each_by(engines.analyze)
    )
    read = api.get(accepted["Location"])
    assert "Retry-After" not in read
    assert read.json()["assessable"] is True
    assert read.json()["result"]["text"] == phrase.text
    assert read.json()["result"]["format_version"] == engine.REPORT_FORMAT_VERSION


def test_the_result_is_what_the_command_line_writes(
    api: Client, learner: Learner
) -> None:
    take = finished(learner, native_report())
    result = api.get(f"/api/v1/takes/{take.public_id}/").json()["result"]
    assert result == with_messages(as_read(native_report()))
    assert result["findings"][0]["message"]


def test_not_assessable_with_a_reason_is_a_result(
    api: Client, learner: Learner
) -> None:
    silent = engine.UtteranceReport(
        text="Hello.", engine_version="1", assessable=False, reason="no_speech"
    )
    take = finished(learner, silent.to_json())
    answer = api.get(f"/api/v1/takes/{take.public_id}/")
    assert answer.status_code == 200
    assert answer.json()["assessable"] is False
    assert answer.json()["result"]["reason"] == "no_speech"


def test_what_was_found_is_told_of_no_take_that_failed(
    api: Client, learner: Learner
) -> None:
    rejected = AnalysisFactory(
        recording__owner=learner, state="rejected", refusal="undecodable"
    )
    answer = api.get(f"/api/v1/takes/{rejected.public_id}/").json()
    assert answer["refused"]["code"] == "undecodable"
    assert answer["refused"]["message"]
    assert answer["result"] is None


def test_a_repeated_key_gives_the_first_take(api: Client, learner: Learner) -> None:
    phrase, key = PhraseFactory(), uuid4()
    first, again = (send_take(api, phrase=phrase.slug, key=key) for _ in range(2))
    assert first.json()["id"] == again.json()["id"]
    assert Recording.objects.count() == 1


@pytest.mark.parametrize("is_other", ["phrase", "audio"])
def test_a_key_of_another_recording_is_a_conflict(api: Client, is_other: str) -> None:
    phrase, key = PhraseFactory(), uuid4()
    send_take(api, phrase=phrase.slug, key=key)
    other = PhraseFactory() if is_other == "phrase" else phrase
    sound = upload(wav_bytes(0.9)) if is_other == "audio" else upload()
    answer = send_take(api, phrase=other.slug, audio=sound, key=key)
    assert answer.status_code == 409
    assert answer.json()["code"] == "idempotency_key_reused"


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"key": None}, 400, "idempotency_key_missing"),
        ({"key": "once"}, 400, "idempotency_key_missing"),
        ({"phrase": "no-such"}, 404, "not_found"),
        ({"style": "sad"}, 400, "unknown_style"),
        ({"style": "grumpy"}, 400, "invalid"),
        ({"audio": upload(b"GIF89a")}, 400, "not_audio"),
        ({"audio": upload(b"")}, 400, "empty_file"),
        ({"audio": "not a file"}, 400, "invalid"),
        ({"assignment": uuid4()}, 404, "not_found"),
    ],
)
def test_what_is_wrong_is_a_problem_with_a_code(
    api: Client, form: dict[str, Any], status: int, code: str
) -> None:
    form = {"phrase": PhraseFactory().slug, **form}
    answer = send_take(api, **form)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert not Recording.objects.exists()


def test_without_consent_no_take_is_kept(learner: Learner, api: Client) -> None:
    consents.withdraw(learner=learner)
    answer = send_take(api, phrase=PhraseFactory().slug)
    assert (answer.status_code, answer.json()["code"]) == (403, "consent_needed")


def test_many_takes_in_a_minute_have_to_wait(api: Client, settings: Any) -> None:
    settings.TAKES_PER_MINUTE = 1
    send_take(api, phrase=PhraseFactory().slug)
    answer = send_take(api, phrase=PhraseFactory().slug)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"


def test_ones_own_takes_are_listed_the_newest_first(
    api: Client, learner: Learner
) -> None:
    takes = [finished(learner, native_report()) for _ in range(3)]
    finished(LearnerFactory(), native_report())
    page = api.get("/api/v1/takes/?page_size=2").json()
    assert [t["id"] for t in page["results"]] == [
        str(t.public_id) for t in (takes[2], takes[1])
    ]
    rest = api.get(page["next"]).json()
    assert [t["id"] for t in rest["results"]] == [str(takes[0].public_id)]
    assert rest["next"] is None
    assert rest["results"][0]["assessable"] is True
    assert "result" not in rest["results"][0]


@pytest.mark.parametrize("cursor", ["cD1hYmM=", "cD0tMQ==", "%C3%A4"])
def test_a_cursor_that_no_page_has_given_is_not_found(api: Client, cursor: str) -> None:
    answer = api.get(f"/api/v1/takes/?cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_take_is_heard_by_its_learner(api: Client, learner: Learner) -> None:
    take = finished(learner)
    address = f"/api/v1/takes/{take.public_id}/audio/"
    answer = api.get(address, headers={"accept": "audio/wav"})
    assert b"".join(answer.streaming_content)[:4] == b"RIFF"
    assert answer["Content-Type"] == "audio/wav"
    assert "no-store" in answer["Cache-Control"]
    missing = "/api/v1/takes/00000000-0000-4000-8000-000000000000/audio/"
    refused = api.get(missing, headers={"accept": "audio/*"})
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


def test_a_deleted_take_leaves_a_receipt(api: Client, learner: Learner) -> None:
    take = finished(learner)
    address = f"/api/v1/takes/{take.public_id}/"
    receipt = api.delete(address).json()
    assert receipt["rows"]["recording"] == 1
    assert not Recording.objects.exists()
    assert api.get(address).status_code == 404


def test_a_take_is_handed_in_to_an_assignment() -> None:
    enrolment = EnrolmentFactory()
    item = AssignmentItemFactory(assignment__school_class=enrolment.school_class)
    api = client_of(enrolment.learner.user)
    answer = send_take(
        api, phrase=item.phrase.slug, assignment=item.assignment.public_id
    )
    assert answer.status_code == 202
    assert answer.json()["kept_because"] == ""
    handed_in = Submission.objects.get(item=item)
    assert str(handed_in.analysis.public_id) == answer.json()["id"]
    Assignment.objects.update(max_attempts=1)
    again = send_take(
        api, phrase=item.phrase.slug, assignment=item.assignment.public_id
    )
    assert again.json()["kept_because"] == "attempts_used"


def test_a_teacher_reads_what_was_handed_in_and_the_log_says_so() -> None:
    teacher, other = LearnerFactory().user, LearnerFactory().user
    school_class = SchoolClassFactory(taught_by=teacher)
    SchoolClassFactory(taught_by=other)
    handed_in = SubmissionFactory(item__assignment__school_class=school_class)
    address = f"/api/v1/takes/{handed_in.analysis.public_id}/"
    assert client_of(other).get(address).status_code == 404
    answer = client_of(teacher).get(address)
    assert answer.status_code == 200
    assert AuditEvent.objects.filter(actor=teacher, what="take").exists()
    assert client_of(teacher).delete(address).status_code == 404
    assert client_of(teacher).get(f"{address}audio/").status_code == 404


def test_a_token_without_the_scope_is_told_which_it_lacks(learner: Learner) -> None:
    answer = send_take(client_of(learner.user, Scope.TAKES_READ), phrase="any")
    assert (answer.status_code, answer.json()["code"]) == (403, "missing_scope")
    assert "takes:write" in answer.json()["detail"]


def test_a_take_that_failed_is_tried_again(learner: Learner) -> None:
    failed = AnalysisFactory(recording__owner=learner, state="failed", attempts=3)
    api = client_of(learner.user)
    address = f"/api/v1/takes/{failed.public_id}/"
    again = api.post(f"{address}retry/")
    assert (again.status_code, again.json()["state"]) == (202, "queued")
    assert again["Location"] == address
    assert int(again["Retry-After"]) > 0
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == ("queued", 0)
    conflict = api.post(f"{address}retry/")
    assert (conflict.status_code, conflict.json()["code"]) == (409, "not_failed")
