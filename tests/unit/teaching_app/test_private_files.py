"""Files have their name once they are whole."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from teaching_app import private_files as files
from tests.factories.fixtures import stored_files


class FullDisk(ContentFile):
    """Content of which only a part can be written."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"part of a voice"
        raise OSError(28, "No space left on device")


def test_a_file_is_stored_privately_under_its_name(private_files: Path) -> None:
    assert default_storage.save("takes/a.wav", ContentFile(b"voice")) == "takes/a.wav"
    assert (private_files / "takes" / "a.wav").read_bytes() == b"voice"
    assert (private_files / "takes" / "a.wav").stat().st_mode & 0o777 == 0o600
    assert (private_files / "takes").stat().st_mode & 0o777 == 0o700
    assert stored_files() == ["takes/a.wav"]


def test_a_full_disk_leaves_no_part_of_a_file() -> None:
    with pytest.raises(OSError, match="No space left"):
        default_storage.save("takes/a.wav", FullDisk(b"voice"))
    assert stored_files() == []


def test_what_a_killed_process_was_writing_is_deleted(private_files: Path) -> None:
    folder = private_files / files.UNFINISHED
    folder.mkdir(parents=True)
    for name in ("old", "new"):
        (folder / name).write_bytes(b"part of a voice")
    long_ago = time.time() - files.UNFINISHED_AFTER_S - 1
    os.utime(folder / "old", (long_ago, long_ago))
    files.delete_unfinished()
    assert [draft.name for draft in folder.iterdir()] == ["new"]
