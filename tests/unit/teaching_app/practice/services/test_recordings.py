"""A take is stored once, privately, and queued."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.utils import timezone

import emotion_engine as engine
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.models import Learner, Phrase, Recording
from teaching_app.practice.services import recordings
from tests.factories.fixtures import stored_files
from tests.factories.models import LearnerFactory, PhraseFactory
from tests.factories.sound import upload, wav_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def phrase(db: None) -> Phrase:
    return PhraseFactory()


def submit(learner: Learner, phrase: Phrase, **changes: Any) -> recordings.SubmitResult:
    values = {"upload": upload(), "idempotency_key": uuid4(), **changes}
    return recordings.submit(learner=learner, phrase=phrase, **values)


def test_a_take_is_kept_as_it_came(learner: Learner, phrase: Phrase) -> None:
    learner.consent_version = "2026-1"
    result = submit(learner, phrase, style="happy", captured={"sampleRate": 48000})
    recording = result.analysis.recording
    assert result.created
    assert recording.file.read() == wav_bytes()
    assert recording.container == "wav"
    assert recording.size == len(wav_bytes())
    assert len(recording.sha256) == 64
    assert recording.captured == {"sampleRate": 48000}
    assert recording.consent_version == "2026-1"
    assert result.analysis.style == "happy"
    assert result.analysis.text == phrase.text


@pytest.mark.parametrize("knows_voices", [True, False])
@pytest.mark.parametrize("is_required", [True, False])
def test_which_microphone_it_was_is_kept_only_to_know_the_voice(
    learner: Learner,
    phrase: Phrase,
    monkeypatch: pytest.MonkeyPatch,
    is_required: bool,
    knows_voices: bool,
) -> None:
    monkeypatch.setattr(engine, "knows_voices", lambda: knows_voices)
    captured = {"sampleRate": 48000, "microphone": "a1"}
    result = submit(learner, phrase, captured=captured, is_required=is_required)
    kept = "microphone" in result.analysis.recording.captured
    assert kept is (knows_voices and not is_required)
    assert result.analysis.recording.captured["sampleRate"] == 48000


def test_the_stored_name_says_nothing_of_the_learner(
    learner: Learner, phrase: Phrase
) -> None:
    submit(learner, phrase, upload=upload(name="anna-smith.exe"))
    (name,) = stored_files()
    assert name.startswith("takes/")
    assert name.endswith(".wav")
    assert "anna" not in name


def test_the_wake_up_message_is_sent_once_the_row_is_stored(
    learner: Learner,
    phrase: Phrase,
    sent: list[int],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        analysis = submit(learner, phrase).analysis
        assert sent == []
    assert sent == [analysis.pk]
    analysis.refresh_from_db()
    assert analysis.last_sent_at is not None


def test_the_same_key_again_gives_the_first_take(
    learner: Learner, phrase: Phrase
) -> None:
    key = uuid4()
    first = submit(learner, phrase, idempotency_key=key)
    again = submit(learner, phrase, idempotency_key=key)
    assert again.analysis == first.analysis
    assert (first.created, again.created) == (True, False)
    assert len(stored_files()) == Recording.objects.count() == 1


def test_two_learners_may_have_the_same_key(phrase: Phrase) -> None:
    key = uuid4()
    for learner in LearnerFactory.create_batch(2):
        assert submit(learner, phrase, idempotency_key=key).created


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"Dear teacher, this is a letter.", "not_audio"),
        (wav_bytes()[:-8000], "truncated"),
    ],
)
def test_what_is_no_recording_leaves_nothing_behind(
    learner: Learner, phrase: Phrase, content: bytes, code: str
) -> None:
    with pytest.raises(RefusedTakeError) as refused:
        submit(learner, phrase, upload=upload(content))
    assert refused.value.code == code
    assert Recording.objects.count() == 0
    assert stored_files() == []


def test_a_database_that_fails_leaves_no_file(
    learner: Learner, phrase: Phrase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("made by the test")

    monkeypatch.setattr(recordings.analyses, "enqueue", fail)
    with pytest.raises(RuntimeError):
        submit(learner, phrase)
    assert Recording.objects.count() == 0
    assert stored_files() == []


def test_a_take_keeps_its_file_where_the_database_went_away_at_its_commit(
    learner: Learner, phrase: Phrase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row may be there for all that, and the browser sends the take again."""

    @contextmanager
    def committed_but_not_told() -> Iterator[None]:
        yield
        raise OperationalError("server closed the connection unexpectedly")

    key = uuid4()
    with monkeypatch.context() as cut:
        cut.setattr(recordings.transaction, "atomic", committed_but_not_told)
        with pytest.raises(OperationalError):
            submit(learner, phrase, idempotency_key=key)
    again = submit(learner, phrase, idempotency_key=key)
    assert not again.created
    assert stored_files() == [again.analysis.recording.file.name]


def test_too_many_takes_in_a_minute_are_refused(
    learner: Learner, phrase: Phrase, settings: Any
) -> None:
    settings.TAKES_PER_MINUTE = 2
    submit(learner, phrase)
    key = uuid4()
    submit(learner, phrase, idempotency_key=key)
    with pytest.raises(RefusedTakeError, match="too_many_takes"):
        submit(learner, phrase)
    assert not submit(learner, phrase, idempotency_key=key).created


def test_takes_from_before_the_clock_was_set_back_do_not_keep_a_learner_waiting(
    learner: Learner, phrase: Phrase, settings: Any
) -> None:
    settings.TAKES_PER_MINUTE = 1
    submit(learner, phrase)
    Recording.objects.update(created_at=timezone.now() + timedelta(hours=1))
    assert submit(learner, phrase).created


def test_a_double_click_makes_one_take(
    learner: Learner, phrase: Phrase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both requests find no earlier take; the second meets the constraint."""
    key = uuid4()
    first = submit(learner, phrase, idempotency_key=key)
    answers = iter([None, first.analysis])
    monkeypatch.setattr(recordings, "_earlier", lambda *_: next(answers))
    second = submit(learner, phrase, idempotency_key=key)
    assert second == recordings.SubmitResult(first.analysis, created=False)
    assert len(stored_files()) == 1
