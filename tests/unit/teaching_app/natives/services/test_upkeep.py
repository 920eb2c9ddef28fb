"""Deleting what is of no use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from teaching_app.natives.models import Helper, NativeRecording
from teaching_app.natives.services import upkeep
from tests.factories.fixtures import stored_files
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
)

State = NativeRecording.State
LONG_AGO = timezone.now() - timedelta(days=31)


def closed_helper() -> Helper:
    invitation = InvitationFactory(expires_at=LONG_AGO)
    return HelperFactory(invitation=invitation, consented_at=LONG_AGO)


def aged(recording: NativeRecording) -> NativeRecording:
    NativeRecording.objects.filter(pk=recording.pk).update(created_at=LONG_AGO)
    return recording


@pytest.mark.django_db(transaction=True)
def test_old_recordings_that_are_not_used_go_with_their_files() -> None:
    used = aged(NativeRecordingFactory(approved=True))
    recent = NativeRecordingFactory(state=State.REFUSED, refusal="clipped")
    aged(NativeRecordingFactory(state=State.REFUSED, refusal="clipped"))
    NativeRecordingFactory(state=State.REJECTED, decided_at=LONG_AGO)
    assert upkeep.forget_unused() == 2
    assert set(NativeRecording.objects.all()) == {used, recent}
    assert set(stored_files()) == {used.file.name, recent.file.name}


@pytest.mark.django_db
def test_helpers_who_sent_nothing_are_forgotten_once_their_link_is_closed() -> None:
    gone, with_recording, still_open = (
        closed_helper(),
        closed_helper(),
        HelperFactory(consented_at=LONG_AGO),
    )
    NativeRecordingFactory(helper=with_recording, approved=True)
    assert upkeep.forget_unused() == 1
    assert set(Helper.objects.all()) == {with_recording, still_open}
    assert not Helper.objects.filter(pk=gone.pk).exists()
