"""Recordings encrypted where they are stored: played, exchanged for another key, kept."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.test import Client

from teaching_app import backups, key_rotation, private_files
from teaching_app.backups import databases
from teaching_app.practice.models import Learner, Recording
from tests.factories.fixtures import stored_files
from tests.factories.models import AnalysisFactory, RenditionFactory
from tests.factories.sound import wav_bytes

FIRST, SECOND = b"1" * 32, b"2" * 32


def encrypt_with(settings: Any, *keys: bytes) -> None:
    now = settings.STORAGES["default"]
    plain = now["OPTIONS"].get("inner", now)
    private = {
        "BACKEND": "teaching_app.encrypted_storage.EncryptedStorage",
        "OPTIONS": {"keys": keys, "inner": plain},
    }
    settings.STORAGES = {**settings.STORAGES, "default": private if keys else plain}


@pytest.fixture(autouse=True)
def encrypted(settings: Any) -> None:
    encrypt_with(settings, FIRST)


def read(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


def on_disk(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def test_what_is_stored_is_no_sound_and_what_is_read_is(private_files: Path) -> None:
    sound = wav_bytes()
    name = default_storage.save("takes/a.wav", ContentFile(sound))
    assert b"RIFF" not in on_disk(private_files)
    assert sound[1000:1100] not in on_disk(private_files)
    assert read(name) == sound
    with default_storage.open(name) as file:
        assert file.size == default_storage.size(name) == len(sound)
    assert stored_files() == ["takes/a.wav"]


def test_what_was_stored_before_there_was_a_key_is_read(settings: Any) -> None:
    encrypt_with(settings)
    default_storage.save("takes/a.wav", ContentFile(b"voice"))
    encrypt_with(settings, FIRST)
    assert read("takes/a.wav") == b"voice"
    assert default_storage.size("takes/a.wav") == 5


def test_health_can_write(client: Client) -> None:
    assert private_files.are_writable()
    assert stored_files() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ({}, 200, slice(None)),
        ({"Range": "bytes=0-99"}, 206, slice(0, 100)),
        ({"Range": "bytes=70000-70099"}, 206, slice(70_000, 70_100)),
        ({"Range": "bytes=-50"}, 206, slice(-50, None)),
    ],
)
def test_a_take_plays_whole_or_in_part(
    learner: Learner, learner_client: Client, asked: Any, status: int, part: slice
) -> None:
    sound = os.urandom(150_000)
    file = ContentFile(sound, "take.wav")
    take = AnalysisFactory(recording__owner=learner, recording__file=file)
    answer = learner_client.get(f"/takes/{take.public_id}/audio/", headers=asked)
    assert answer.status_code == status
    assert b"".join(answer.streaming_content) == sound[part]
    assert int(answer["Content-Length"]) == len(sound[part])


@pytest.mark.django_db
def test_a_new_key_takes_the_place_of_another_and_of_none(settings: Any) -> None:
    encrypt_with(settings)
    plain = AnalysisFactory().recording
    encrypt_with(settings, FIRST)
    earlier = RenditionFactory(made=True).analysis.recording
    encrypt_with(settings, SECOND, FIRST)
    current = AnalysisFactory().recording
    assert key_rotation.rotate() == key_rotation.Rotation(n_encrypted=3, n_current=1)
    encrypt_with(settings, SECOND)
    for recording in (plain, earlier, current):
        recording.refresh_from_db()
        assert read(recording.file.name) == wav_bytes()
    assert len(stored_files()) == 4
    assert key_rotation.rotate().n_encrypted == 0


@pytest.mark.django_db
def test_a_take_erased_while_keys_are_exchanged_leaves_no_file(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = AnalysisFactory().recording
    encrypt_with(settings, SECOND, FIRST)
    storage = storages["default"]
    save = storage.save

    def saved_and_erased(name: str, content: Any) -> str:
        Recording.objects.filter(pk=recording.pk).update(file="")
        storage.delete(name)
        return save(name, content)

    monkeypatch.setattr(storage, "save", saved_and_erased)
    assert key_rotation.rotate().n_encrypted == 0
    assert stored_files() == []


@pytest.mark.django_db
def test_without_a_key_nothing_can_be_exchanged(settings: Any) -> None:
    encrypt_with(settings)
    with pytest.raises(CommandError, match="RECORDINGS_KEYS"):
        call_command("rotate_recording_keys")


def test_a_backup_holds_what_is_encrypted_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = default_storage.save("takes/a.wav", ContentFile(wav_bytes()))
    monkeypatch.setattr(databases, "copy_to", lambda folder: {name})
    monkeypatch.setattr(databases, "restore_from", lambda folder: None)
    monkeypatch.setattr(databases, "is_empty", lambda: True)
    backups.make(tmp_path / "backup")
    assert b"RIFF" not in on_disk(tmp_path / "backup")
    default_storage.delete(name)
    backups.restore(tmp_path / "backup")
    digest = hashlib.sha256(read(name))
    assert digest.digest() == hashlib.sha256(wav_bytes()).digest()
