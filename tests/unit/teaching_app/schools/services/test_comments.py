"""Comments, written and spoken."""

from __future__ import annotations

import io
import wave
from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from teaching_app.practice.errors import RefusedTakeError
from teaching_app.schools.models import AuditEvent, Comment, Submission
from teaching_app.schools.services import comments
from tests.factories.fixtures import stored_files
from tests.factories.models import UserFactory
from tests.factories.schools import SubmissionFactory
from tests.factories.sound import upload, wav_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def take() -> Submission:
    return SubmissionFactory(enrolment__name="Mei")


@pytest.fixture
def teacher(db: None) -> User:
    return UserFactory()


def n_comment_files() -> int:
    return sum(name.startswith("comments/") for name in stored_files())


def test_a_comment_sent_twice_is_there_once(take: Submission, teacher: User) -> None:
    key = uuid4()
    for _ in range(2):
        comments.write(
            submission=take, author=teacher, text="Well said.", idempotency_key=key
        )
    assert Comment.objects.count() == AuditEvent.objects.count() == 1


def test_a_comment_by_the_takes_learner_is_marked_as_theirs(
    take: Submission,
) -> None:
    written = comments.write(
        submission=take,
        author=take.enrolment.learner.user,
        text="Why?",
        is_question=True,
        idempotency_key=uuid4(),
    )
    assert written.is_from_learner
    assert written.author_name == "Mei"
    assert not AuditEvent.objects.exists()  # the log is of what staff do


def test_a_spoken_comment_is_stored_as_a_newly_encoded_file(
    take: Submission, teacher: User
) -> None:
    sent = wav_bytes(sample_rate=48_000) + b"<script>alert(1)</script>"
    spoken = comments.speak(
        submission=take,
        author=teacher,
        upload=upload(sent, "comment.html"),
        idempotency_key=uuid4(),
    )
    assert spoken.voice.name.startswith("comments/")
    assert spoken.voice.name.endswith(".wav")
    with spoken.voice.open("rb") as file:
        kept = file.read()
    assert b"script" not in kept
    with wave.open(io.BytesIO(kept)) as sound:
        assert sound.getframerate() == 16_000
        assert sound.getnframes() == pytest.approx(8_000, abs=80)


@pytest.mark.parametrize(
    "sent",
    [b"", b"<html><script>alert(1)</script></html>", b"RIFF\x00\x00\x00\x00WAVE"],
)
def test_a_file_without_audio_is_refused_and_not_stored(
    take: Submission, teacher: User, sent: bytes
) -> None:
    before = n_comment_files()
    with pytest.raises(RefusedTakeError):
        comments.speak(
            submission=take,
            author=teacher,
            upload=upload(sent, "comment.wav"),
            idempotency_key=uuid4(),
        )
    assert not Comment.objects.exists()
    assert n_comment_files() == before


def test_a_spoken_comment_sent_twice_leaves_one_row_and_one_file(
    take: Submission, teacher: User
) -> None:
    key = uuid4()
    for _ in range(2):
        comments.speak(
            submission=take, author=teacher, upload=upload(), idempotency_key=key
        )
    assert Comment.objects.count() == n_comment_files() == 1
