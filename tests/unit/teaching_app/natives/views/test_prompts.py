"""A helper reads, sends and comes back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from teaching_app.natives.models import Helper, NativeRecording
from tests.factories.models import PhraseFactory
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
)
from tests.factories.sound import wav_bytes

State = NativeRecording.State
TOKEN = "a-token"
JSON = {"accept": "application/json"}


@pytest.fixture
def helper(db: None) -> Helper:
    phrases = [PhraseFactory(slug="a", text="I see."), PhraseFactory(slug="b")]
    invitation = InvitationFactory(phrases=phrases)
    return HelperFactory(invitation=invitation, token=TOKEN)


def page(client: Client, name: str, *where: str, **query: str) -> HttpResponse:
    return client.get(reverse(name, args=[TOKEN, *where]), query)


def send(
    client: Client, slug: str, content: bytes | None = None, **headers: Any
) -> Any:
    sound = wav_bytes() if content is None else content
    sent = {
        "audio": SimpleUploadedFile("take.wav", sound),
        "idempotency_key": str(uuid4()),
        "style": "",
        "captured": '{"sampleRate": 48000}',
        "source": "recorder",
        "age_s": "1.5",
    }
    address = reverse("helper_send", args=[TOKEN, slug, "neutral"])
    return client.post(address, sent, headers=headers)


def test_each_recording_that_is_sent_leads_to_the_next(
    helper: Helper, client: Client
) -> None:
    response = send(client, "a", **JSON)
    assert response.status_code == 201
    next_page = reverse("helper_prompt", args=[TOKEN, "b", "neutral"])
    assert response.json() == {"feedback_url": next_page}
    assert helper.recordings.get().captured == {"sampleRate": 48000}

    response = send(client, "b", **JSON)
    assert response.json() == {"feedback_url": reverse("helper_home", args=[TOKEN])}
    home = page(client, "helper_home").text
    assert "2 of 2 read" in home
    assert "The last ones are being checked" in home
    assert "All read. Thank you!" not in home
    helper.recordings.update(state=State.MEASURED)
    assert "All read. Thank you!" in page(client, "helper_home").text


def test_a_browser_without_scripts_is_led_on_as_well(
    helper: Helper, client: Client
) -> None:
    assert send(client, "a").url == reverse(
        "helper_prompt", args=[TOKEN, "b", "neutral"]
    )
    response = send(client, "b", b"")
    assert response.status_code == 400
    assert "holds nothing that can be heard" in response.text


def test_what_is_not_taken_is_explained_as_json(helper: Helper, client: Client) -> None:
    NativeRecordingFactory(
        helper=helper, phrase=helper.invitation.phrases.get(slug="a"), approved=True
    )
    response = send(client, "a", **JSON)
    assert response.status_code == 400
    assert response.json()["code"] == "already_approved"
    assert "in use" in response.json()["message"]


def test_a_refused_recording_says_what_was_heard_and_can_be_read_again(
    helper: Helper, client: Client
) -> None:
    phrase = helper.invitation.phrases.get(slug="a")
    NativeRecordingFactory(
        helper=helper, phrase=phrase, state=State.REFUSED, refusal="other_phrase"
    )
    assert "We heard another sentence" in page(client, "helper_home").text
    shown = page(client, "helper_prompt", "a", "neutral").text
    assert "We heard another sentence" in shown
    assert "take-recorder" in shown


def test_stress_marks_are_not_shown_to_whoever_shows_the_stress(
    helper: Helper, client: Client
) -> None:
    assert "phrase-marks" not in page(client, "helper_prompt", "a", "neutral").text


def test_what_is_approved_is_only_heard(helper: Helper, client: Client) -> None:
    phrase = helper.invitation.phrases.get(slug="a")
    recording = NativeRecordingFactory(helper=helper, phrase=phrase, approved=True)
    shown = page(client, "helper_prompt", "a", "neutral").text
    assert "take-recorder" not in shown
    audio = page(client, "helper_audio", "a", "neutral")
    assert b"".join(audio.streaming_content) == recording.file.open().read()
    assert audio["Cache-Control"] == "private, no-store"


def test_the_list_is_sent_again_only_when_something_has_changed(
    helper: Helper, client: Client
) -> None:
    phrase = helper.invitation.phrases.get(slug="a")
    recording = NativeRecordingFactory(helper=helper, phrase=phrase)
    home = page(client, "helper_home")
    seen = home.context["seen"]
    assert "every 3s" in home.text
    assert page(client, "helper_progress", seen=seen).status_code == 204
    NativeRecording.objects.filter(pk=recording.pk).update(
        state=State.MEASURED, measures={}
    )
    changed = page(client, "helper_progress", seen=seen)
    assert changed.status_code == 200
    assert "every 3s" not in changed.text


def test_a_new_wording_is_agreed_to_before_anything_is_recorded(
    helper: Helper, client: Client, settings: Any
) -> None:
    settings.NATIVE_CONSENT_VERSION = "2030-1"
    assert "worded anew" in page(client, "helper_home").text
    assert "take-recorder" not in page(client, "helper_prompt", "a", "neutral").text
    agreement = reverse("helper_agree", args=[TOKEN])
    assert client.post(agreement, {"agrees": "on"}).status_code == 400
    client.post(agreement, {"agrees": "on", "is_adult": "on"})
    assert "take-recorder" in page(client, "helper_prompt", "a", "neutral").text
