"""Files go with the rows that name them."""

from __future__ import annotations

import pytest

from tests.factories.fixtures import stored_files
from tests.factories.natives import NativeRecordingFactory


@pytest.mark.django_db(transaction=True)
def test_a_phrase_that_is_deleted_takes_its_recordings_along() -> None:
    recording = NativeRecordingFactory()
    kept = NativeRecordingFactory()
    recording.phrase.delete()
    assert stored_files() == [kept.file.name]
