"""The folder of a backup: made whole or not at all, checked before it is restored."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File

from teaching_app import private_files

from . import databases
from .errors import BackupError

SUMS = "SHA256SUMS"
FILES = "files"
CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a backup holds; ``n_gone`` files were erased while it was made."""

    n_files: int
    size: int
    n_gone: int = 0


def make(target: Path) -> Contents:
    """Write a backup into a new folder while the site goes on."""
    if target.exists():
        raise BackupError(f"{target} is there already: name a new folder.")
    draft = target.with_name(f"{target.name}.unfinished")
    draft.mkdir(0o700, parents=True)
    try:
        names = sorted(databases.copy_to(draft))
        n_gone = sum(not _copy_out(name, draft / FILES / name) for name in names)
        size = _write_sums(draft)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft)
        raise
    return Contents(len(names) - n_gone, size, n_gone)


def restore(source: Path) -> Contents:
    """Fill an empty installation, once every checksum is right."""
    _refuse_unless_empty()
    names = _checked(source)
    databases.restore_from(source)
    files = [name for name in names if name.startswith(f"{FILES}/")]
    for name in files:
        _copy_in(source / name, name.removeprefix(f"{FILES}/"))
    return Contents(len(files), sum((source / name).stat().st_size for name in names))


def _refuse_unless_empty() -> None:
    if not databases.is_empty():
        raise BackupError("The database has tables: restore into a new one.")
    if any(private_files.stored_names()):
        raise BackupError("There are private files: restore into an empty storage.")


def _copy_out(name: str, target: Path) -> bool:
    """Copy one file as it is stored; false if it has been erased since."""
    try:
        file = private_files.as_stored().open(name, "rb")
    except FileNotFoundError:
        return False
    target.parent.mkdir(0o700, parents=True, exist_ok=True)
    with file, target.open("wb") as copy:
        for chunk in file.chunks(CHUNK_BYTES):
            copy.write(chunk)
    return True


def _copy_in(source: Path, name: str) -> None:
    with source.open("rb") as file:
        stored = private_files.as_stored().save(name, File(file))
    if stored != name:
        raise BackupError(f"{name} is there already.")


def _write_sums(folder: Path) -> int:
    """Write the checksums of all files, sorted; return the size of all."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (f"{_sha256(path)}  {path.relative_to(folder)}\n" for path in found)
    (folder / SUMS).write_text("".join(lines))
    return sum(path.stat().st_size for path in found)


def _checked(folder: Path) -> list[str]:
    """The names of the backup's files, all of which are as they were written."""
    if not (folder / SUMS).is_file():
        raise BackupError(f"{folder} is no backup: it has no {SUMS}.")
    sums = dict(_read_sums((folder / SUMS).read_text().splitlines()))
    damaged = [name for name in sums if _is_damaged(folder / name, sums[name])]
    if damaged:
        raise BackupError(f"{len(damaged)} files are damaged, {damaged[0]} the first.")
    return list(sums)


def _read_sums(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        total, _, name = line.partition("  ")
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise BackupError(f"{name} would lie outside the backup.")
        yield name, total


def _is_damaged(path: Path, expected: str) -> bool:
    return not path.is_file() or _sha256(path) != expected


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
