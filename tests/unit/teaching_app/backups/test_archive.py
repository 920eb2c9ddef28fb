"""A backup is whole, checked, and written over nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from teaching_app import backups
from teaching_app.backups import archive, databases


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that the rows of the database name; the database is one line of text."""
    named: set[str] = set()

    def copy_to(folder: Path) -> set[str]:
        (folder / databases.SQLITE).write_text("the rows")
        return named

    monkeypatch.setattr(databases, "copy_to", copy_to)
    monkeypatch.setattr(databases, "restore_from", lambda folder: None)
    monkeypatch.setattr(databases, "is_empty", lambda: True)
    return named


@pytest.fixture
def made(rows: set[str], tmp_path: Path) -> Path:
    """A backup of two takes, in an installation that has no files any more."""
    for name in ("takes/a.wav", "takes/b.wav"):
        rows.add(default_storage.save(name, ContentFile(f"voice {name}".encode())))
    default_storage.save("takes/stray.wav", ContentFile(b"a file without a row"))
    backups.make(tmp_path / "backup")
    for name in (*rows, "takes/stray.wav"):
        default_storage.delete(name)
    return tmp_path / "backup"


def test_what_rows_name_is_restored_and_nothing_else(made: Path) -> None:
    assert backups.restore(made).n_files == 2
    with default_storage.open("takes/a.wav") as file:
        assert file.read() == b"voice takes/a.wav"
    assert default_storage.exists("takes/b.wav")
    assert not default_storage.exists("takes/stray.wav")


def test_others_cannot_read_it_and_sha256sum_can_check_it(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o700
    command = ["sha256sum", "--check", "--strict", archive.SUMS]
    assert subprocess.run(command, cwd=made, capture_output=True).returncode == 0


def test_a_take_erased_meanwhile_is_left_out(rows: set[str], tmp_path: Path) -> None:
    rows.add("takes/erased.wav")
    made = backups.make(tmp_path / "backup")
    assert (made.n_files, made.n_gone) == (0, 1)


def test_what_fails_leaves_nothing(
    rows: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Iterator[None]:
        raise OSError(28, "No space left on device")

    rows.add("takes/a.wav")
    monkeypatch.setattr(archive, "_copy_out", fail)
    with pytest.raises(OSError, match="No space"):
        backups.make(tmp_path / "backup")
    assert not [path for path in tmp_path.iterdir() if "backup" in path.name]


@pytest.mark.parametrize("change", ["damaged", "missing"])
def test_a_backup_that_is_not_as_it_was_written_is_refused(
    made: Path, change: str
) -> None:
    file = made / "files" / "takes" / "a.wav"
    file.write_bytes(b"other") if change == "damaged" else file.unlink()
    with pytest.raises(backups.BackupError, match=r"1 files are damaged.*a\.wav"):
        backups.restore(made)
    assert not default_storage.exists("takes/b.wav")


def test_a_name_outside_the_backup_is_refused(made: Path) -> None:
    with (made / archive.SUMS).open("a") as sums:
        sums.write(f"{'0' * 64}  files/../../etc/passwd\n")
    with pytest.raises(backups.BackupError, match="outside"):
        backups.restore(made)


def test_nothing_is_written_over(
    made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(backups.BackupError, match="there already"):
        backups.make(made)
    default_storage.save("takes/other.wav", ContentFile(b"somebody's voice"))
    with pytest.raises(backups.BackupError, match="private files"):
        backups.restore(made)
    monkeypatch.setattr(databases, "is_empty", lambda: False)
    with pytest.raises(backups.BackupError, match="has tables"):
        backups.restore(made)


def test_another_folder_is_no_backup(rows: set[str], tmp_path: Path) -> None:
    with pytest.raises(backups.BackupError, match="no SHA256SUMS"):
        backups.restore(tmp_path)
