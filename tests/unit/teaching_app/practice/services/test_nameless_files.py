"""What a process stored just before it died does not stay where no erasure finds it."""

from __future__ import annotations

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from teaching_app.practice import tasks
from teaching_app.practice.models import Recording
from teaching_app.practice.services import nameless_files
from tests.factories.fixtures import stored_files
from tests.factories.models import RenditionFactory
from tests.factories.sound import wav_bytes

pytestmark = pytest.mark.django_db
TWO_HOURS_S = 2 * 60 * 60


def store(name: str, *, age_s: float = TWO_HOURS_S) -> str:
    """A file of some age."""
    kept = default_storage.save(name, ContentFile(wav_bytes()))
    then = time.time() - age_s
    os.utime(default_storage.path(kept), (then, then))
    return kept


def test_what_no_row_names_is_deleted_in_every_folder() -> None:
    for folder in nameless_files.FOLDERS:
        store(f"{folder}/7f/{'7f' * 16}.wav")
    assert nameless_files.delete_in([0x7E]) == 0
    assert nameless_files.delete_in([0x7F]) == len(nameless_files.FOLDERS)
    assert stored_files() == []


def test_what_a_row_names_stays() -> None:
    take, rendition = store("takes/0a/0a.wav"), store("renditions/0a/0a.wav")
    RenditionFactory(file=rendition)
    Recording.objects.update(file=take)
    assert nameless_files.delete_in(range(nameless_files.N_PARTS)) == 0
    assert {rendition, take} <= set(stored_files())


def test_what_was_stored_a_moment_ago_stays_as_its_row_may_be_on_its_way() -> None:
    name = store("takes/0a/0a.wav", age_s=60)
    assert nameless_files.delete_in([0x0A]) == 0
    assert stored_files() == [name]


def test_housekeeping_looks_through_one_part_after_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(nameless_files, "delete_in", seen.extend)
    for minute in range(1_000, 1_000 + nameless_files.N_PARTS):
        monkeypatch.setattr(nameless_files.time, "time", lambda now=60 * minute: now)
        tasks.tidy_up()
    assert sorted(seen) == list(range(nameless_files.N_PARTS))
