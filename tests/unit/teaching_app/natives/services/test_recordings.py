"""A helper's recordings: taken once, in place of the one before."""

from __future__ import annotations

from unittest.mock import Mock
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from teaching_app.natives.models import Helper, NativeRecording
from teaching_app.natives.selectors import prompts
from teaching_app.natives.services import recordings
from teaching_app.practice.errors import RefusedTakeError
from tests.factories.fixtures import stored_files
from tests.factories.natives import HelperFactory, NativeRecordingFactory
from tests.factories.sound import wav_bytes

State = NativeRecording.State
MEASURE = "teaching_app.natives.services.measuring.request"


@pytest.fixture
def helper(db: None) -> Helper:
    return HelperFactory(sex="female")


def submit(
    helper: Helper, key: UUID | None = None, content: bytes | None = None
) -> NativeRecording:
    phrase = helper.invitation.phrases.get()
    prompt = prompts.find(helper, phrase.slug, "neutral")
    assert prompt
    content = wav_bytes() if content is None else content
    return recordings.submit(
        helper=helper,
        prompt=prompt,
        upload=SimpleUploadedFile("take.wav", content, "audio/wav"),
        idempotency_key=key or uuid4(),
    )


def test_a_recording_is_stored_privately_and_the_worker_is_asked(
    helper: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Mock()
    monkeypatch.setattr(MEASURE, request)
    recording = submit(helper)
    request.assert_called_once_with(recording=recording)
    assert recording.state == State.WAITING
    assert recording.file.read() == wav_bytes()
    assert recording.file.name.startswith("natives/")
    assert (recording.speaker_sex, recording.accent) == ("female", "scottish")


def test_sending_twice_keeps_one(helper: Helper) -> None:
    key = uuid4()
    assert submit(helper, key) == submit(helper, key)
    assert len(stored_files()) == 1


@pytest.mark.django_db(transaction=True)
def test_reading_again_takes_the_place_of_the_one_before() -> None:
    helper = HelperFactory()
    first = submit(helper)
    NativeRecording.objects.update(state=State.REFUSED, refusal="too_noisy")
    second = submit(helper)
    assert list(helper.recordings.all()) == [second]
    assert stored_files() == [second.file.name] != [first.file.name]


def test_what_is_approved_is_not_replaced(helper: Helper) -> None:
    recording = NativeRecordingFactory(helper=helper, approved=True)
    with pytest.raises(RefusedTakeError, match="already_approved"):
        submit(helper)
    assert list(helper.recordings.all()) == [recording]


def test_a_closed_invitation_takes_nothing(helper: Helper) -> None:
    helper.invitation.expires_at = helper.consented_at
    helper.invitation.save()
    with pytest.raises(RefusedTakeError, match="invitation_closed"):
        submit(helper)
    assert stored_files() == []


def test_without_consent_to_the_current_wording_nothing_is_stored(
    helper: Helper,
) -> None:
    helper.consent_version = "2025-1"
    with pytest.raises(RefusedTakeError, match="invitation_closed"):
        submit(helper)


def test_files_pass_the_same_guard_as_learners_takes(helper: Helper) -> None:
    with pytest.raises(RefusedTakeError, match="not_audio"):
        submit(helper, content=b"This is a letter.\n" * 400)
    assert stored_files() == []


def test_many_in_a_minute_have_to_wait(helper: Helper, settings: object) -> None:
    settings.TAKES_PER_MINUTE = 1
    submit(helper)
    with pytest.raises(RefusedTakeError, match="too_many_takes"):
        submit(helper)


def test_the_file_goes_again_if_its_row_cannot_be_written(
    helper: Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MEASURE, Mock(side_effect=RuntimeError))
    with pytest.raises(RuntimeError):
        submit(helper)
    assert stored_files() == []
    assert not NativeRecording.objects.exists()
