"""Blind listeners' answers."""

from __future__ import annotations

import pytest

from teaching_app.natives.models import StyleVote
from teaching_app.natives.services.listening import vote
from tests.factories.models import UserFactory
from tests.factories.natives import HelperFactory, NativeRecordingFactory

pytestmark = pytest.mark.django_db


def test_each_listener_answers_once() -> None:
    recording = NativeRecordingFactory(approved=True)
    account, helper = UserFactory(), HelperFactory()
    assert vote(recording=recording, heard="sad", account=account)
    assert not vote(recording=recording, heard="happy", account=account)
    assert vote(recording=recording, heard="happy", helper=helper)
    assert not vote(recording=recording, heard="happy", helper=helper)
    assert vote(recording=recording, heard="sad", account=UserFactory())
    heard = StyleVote.objects.order_by("pk").values_list("heard", flat=True)
    assert list(heard) == ["sad", "happy", "sad"]
