"""Private files, encrypted in whatever storage keeps them: ``RECORDINGS_KEYS``."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage, storages

from .encryption import (
    HEADER_BYTES,
    SEGMENT_BYTES,
    Decrypted,
    MasterKey,
    encrypted,
    key_id_of,
    plain_size,
)

SPOOLED_BYTES = 4 * 1024 * 1024


class EncryptedStorage(Storage):
    """Encrypts with the first key, and reads what any of the keys has encrypted.

    Files that were stored before there was a key are read as they are.
    """

    def __init__(self, keys: Sequence[bytes], inner: Mapping[str, Any]) -> None:
        """``inner`` is the storage that keeps the files, as in ``STORAGES``."""
        self.keys = [MasterKey(key) for key in keys]
        self.inner: Storage = storages.create_storage(inner)

    def is_current(self, name: str) -> bool:
        """Whether a file is encrypted with the first key."""
        with self.inner.open(name, "rb") as file:
            return key_id_of(file.read(HEADER_BYTES)) == self.keys[0].id

    def _open(self, name: str, mode: str = "rb") -> File:
        file = self.inner.open(name, "rb")
        head = file.read(HEADER_BYTES)
        file.seek(0)
        if key_id_of(head) is None:
            return file
        try:
            plain = Decrypted(file, file.size, self.keys)
        except OSError:
            file.close()
            raise
        return File(io.BufferedReader(plain, SEGMENT_BYTES), name)

    def _save(self, name: str, content: File) -> str:
        with tempfile.SpooledTemporaryFile(SPOOLED_BYTES) as draft:
            for piece in encrypted(content.chunks(), self.keys[0]):
                draft.write(piece)
            draft.seek(0)
            return self.inner.save(name, File(draft, name))

    def size(self, name: str) -> int:
        """Bytes of what is read, which are fewer than are stored."""
        with self.inner.open(name, "rb") as file:
            is_plain = key_id_of(file.read(HEADER_BYTES)) is None
        stored = self.inner.size(name)
        return stored if is_plain else plain_size(stored)

    def delete(self, name: str) -> None:
        self.inner.delete(name)

    def exists(self, name: str) -> bool:
        return self.inner.exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self.inner.listdir(path)

    def get_created_time(self, name: str) -> datetime:
        return self.inner.get_created_time(name)

    def get_modified_time(self, name: str) -> datetime:
        return self.inner.get_modified_time(name)
