"""Listening without being told the style."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.natives.models import StyleVote
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
)
from tests.factories.schools import MembershipFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db
TOKEN = "a-token"


def test_a_helper_says_what_they_hear_and_is_not_told_what_was_meant(
    client: Client,
) -> None:
    invitation = InvitationFactory(asks_listeners=True)
    recording = NativeRecordingFactory(
        helper__invitation=invitation, approved=True, style="fearful"
    )
    helper = HelperFactory(invitation=invitation, token=TOKEN)
    shown = client.get(reverse("helper_listen", args=[TOKEN]))
    assert shown.text.count("fearful") == 2  # one of eight answers: value and label
    at = [TOKEN, recording.public_id]
    audio = client.get(reverse("helper_listen_audio", args=at))
    assert "fearful" not in str(audio.headers)

    vote = reverse("helper_vote", args=at)
    client.post(vote, {"heard": "bored"})
    assert not StyleVote.objects.exists()
    after = client.post(vote, {"heard": "sad"}, follow=True)
    assert "heard everything" in after.text
    kept = StyleVote.objects.get()
    assert (kept.heard, kept.helper, kept.account) == ("sad", helper, None)


def test_a_teacher_does_as_well(client: Client) -> None:
    recording = NativeRecordingFactory(measured=True)
    institution = recording.helper.invitation.institution
    teacher = MembershipFactory(institution=institution).user
    client.force_login(teacher, backend=BACKEND)
    assert recording.phrase.text in client.get(reverse("natives_listen")).text
    client.post(reverse("natives_vote", args=[recording.public_id]), {"heard": "calm"})
    assert StyleVote.objects.get().account == teacher


def test_without_styles_here_nobody_is_asked(client: Client, settings: Any) -> None:
    settings.EXPRESSION_ENABLED = False
    recording = NativeRecordingFactory(
        helper__invitation__asks_listeners=True, measured=True
    )
    invitation = recording.helper.invitation
    HelperFactory(invitation=invitation, token=TOKEN)
    assert client.get(reverse("helper_listen", args=[TOKEN])).status_code == 404
    assert "Lend your ears" not in client.get(reverse("helper_home", args=[TOKEN])).text
    teacher = MembershipFactory(institution=invitation.institution).user
    client.force_login(teacher, backend=BACKEND)
    assert client.get(reverse("natives_listen")).status_code == 404
    assert "which style" not in client.get(reverse("natives")).text
