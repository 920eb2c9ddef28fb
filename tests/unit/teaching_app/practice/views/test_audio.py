"""Private sound."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Learner
from tests.factories.models import AnalysisFactory, ReferenceAudioFactory
from tests.factories.sound import wav_bytes
from tests.signals import encode, sine

pytestmark = pytest.mark.django_db


def test_the_owner_hears_the_take_as_it_came(
    learner: Learner, learner_client: Client
) -> None:
    analysis = AnalysisFactory(
        recording__owner=learner, recording__phrase__slug="new-record"
    )
    response = learner_client.get(reverse("take_audio", args=[analysis.public_id]))
    assert response.getvalue() == wav_bytes()
    assert response["Content-Type"] == "audio/wav"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith('inline; filename="new-record-')


def stored_as(container: str, content: bytes, learner: Learner) -> str:
    """The address of a take that was uploaded in a container."""
    analysis = AnalysisFactory(recording__owner=learner, recording__container=container)
    file = analysis.recording.file
    file.storage.delete(file.name)
    file.storage.save(file.name, ContentFile(content))
    return reverse("take_audio", args=[analysis.public_id])


def test_what_browsers_do_not_play_is_served_as_wav(
    learner: Learner, learner_client: Client
) -> None:
    sound = encode(sine(300, 1, sample_rate=48_000), "aiff")
    url = stored_as("aiff", sound, learner)
    response = learner_client.get(url)
    assert response["Content-Type"] == "audio/wav"
    assert response["Content-Disposition"].endswith('.wav"')
    whole = response.getvalue()
    assert whole.startswith(b"RIFF")
    part = learner_client.get(url, headers={"range": "bytes=4-7"})
    assert (part.status_code, part.getvalue()) == (206, whole[4:8])


def test_what_cannot_be_decoded_is_served_as_it_came(
    learner: Learner, learner_client: Client
) -> None:
    url = stored_as("caf", b"caff, and no sound", learner)
    response = learner_client.get(url)
    assert response["Content-Type"] == "audio/x-caf"
    assert response.getvalue() == b"caff, and no sound"


def test_a_player_seeks_by_range(learner: Learner, learner_client: Client) -> None:
    analysis = AnalysisFactory(recording__owner=learner)
    url = reverse("take_audio", args=[analysis.public_id])
    response = learner_client.get(url, headers={"range": "bytes=4-7"})
    assert response.status_code == 206
    assert response.getvalue() == wav_bytes()[4:8]


def test_a_take_whose_file_is_gone_is_not_there(
    learner: Learner, learner_client: Client
) -> None:
    analysis = AnalysisFactory(recording__owner=learner)
    url = reverse("take_audio", args=[analysis.public_id])
    analysis.recording.file.storage.delete(analysis.recording.file.name)
    assert learner_client.get(url).status_code == 404
    analysis.recording.file.delete()
    assert learner_client.get(url).status_code == 404


def test_a_learner_hears_the_references(learner_client: Client) -> None:
    reference = ReferenceAudioFactory()
    url = reverse("reference_audio", args=[reference.phrase.slug, reference.pk])
    response = learner_client.get(url)
    assert response.getvalue() == wav_bytes()
    assert response["Cache-Control"].startswith("private")


def test_a_reference_belongs_to_its_phrase(learner_client: Client) -> None:
    reference, other = ReferenceAudioFactory.create_batch(2)
    url = reverse("reference_audio", args=[other.phrase.slug, reference.pk])
    assert learner_client.get(url).status_code == 404
