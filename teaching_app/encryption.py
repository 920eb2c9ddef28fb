"""Files encrypted in segments, so that any range can be read by itself.

AES-256-GCM in the construction of Hoang et al. (CRYPTO 2015, STREAM): each file has a key of
its own, derived with HKDF from a master key and a random salt; the nonce of a segment is
a counter and whether it is the last, so that segments cannot be exchanged, repeated or
cut off. A file is::

    magic (8 bytes) | id of the master key (8) | salt (32) | segments

A segment is up to 64 KiB of plaintext and a tag of 16 bytes.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"INTONA\x00\x01"
ID_BYTES, SALT_BYTES, KEY_BYTES, TAG_BYTES = 8, 32, 32, 16
HEADER_BYTES = len(MAGIC) + ID_BYTES + SALT_BYTES
SEGMENT_BYTES = 64 * 1024
STORED_BYTES = SEGMENT_BYTES + TAG_BYTES


class DecryptionError(OSError):
    """A file was changed, or the key it was encrypted with is not among ours."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """A key of 32 random bytes; its id tells which one a file needs."""

    secret: bytes

    @property
    def id(self) -> bytes:
        """Eight bytes that say nothing of the key."""
        return hashlib.sha256(b"intona key id" + self.secret).digest()[:ID_BYTES]

    def of_file(self, salt: bytes) -> AESGCM:
        """The key of one file."""
        derived = HKDF(SHA256(), KEY_BYTES, salt, b"intona private file").derive(
            self.secret
        )
        return AESGCM(derived)


def key_id_of(head: bytes) -> bytes | None:
    """The id of the key that a file needs, from its first bytes; none if it is plain."""
    is_encrypted = head.startswith(MAGIC) and len(head) >= HEADER_BYTES
    return head[len(MAGIC) : len(MAGIC) + ID_BYTES] if is_encrypted else None


def plain_size(stored_size: int) -> int:
    """Bytes of plaintext in an encrypted file of this size."""
    body = stored_size - HEADER_BYTES
    return body - max(1, -(-body // STORED_BYTES)) * TAG_BYTES


def encrypted(chunks: Iterable[bytes], key: MasterKey) -> Iterator[bytes]:
    """The encrypted file, piece by piece."""
    salt = os.urandom(SALT_BYTES)
    cipher = key.of_file(salt)
    yield MAGIC + key.id + salt
    waiting, counter = b"", 0
    for chunk in chunks:
        waiting += chunk
        while len(waiting) > SEGMENT_BYTES:  # never the last one
            segment, waiting = waiting[:SEGMENT_BYTES], waiting[SEGMENT_BYTES:]
            yield cipher.encrypt(_nonce(counter, is_last=False), segment, None)
            counter += 1
    yield cipher.encrypt(_nonce(counter, is_last=True), waiting, None)


class Decrypted(io.RawIOBase):
    """An encrypted file, read as what it holds; seeking decrypts only what is read."""

    def __init__(self, file: BinaryIO, size: int, keys: Sequence[MasterKey]) -> None:
        """``size`` is that of the encrypted file, in bytes."""
        head = file.read(HEADER_BYTES)
        by_id: Mapping[bytes, MasterKey] = {key.id: key for key in keys}
        key = by_id.get(key_id_of(head) or b"")
        if key is None:
            raise DecryptionError("The key of this file is not in RECORDINGS_KEYS.")
        self._file, self._cipher = file, key.of_file(head[-SALT_BYTES:])
        self._n_segments = max(1, -(-(size - HEADER_BYTES) // STORED_BYTES))
        self._size, self._position = plain_size(size), 0
        self._decrypted: tuple[int, bytes] = (-1, b"")

    @property
    def size(self) -> int:
        """Bytes of plaintext."""
        return self._size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}
        self._position = max(0, start[whence] + offset)
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._position >= self._size:
            return 0
        number, offset = divmod(self._position, SEGMENT_BYTES)
        found = self._segment(number)[offset : offset + len(buffer)]
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _segment(self, number: int) -> bytes:
        if self._decrypted[0] != number:
            self._file.seek(HEADER_BYTES + number * STORED_BYTES)
            nonce = _nonce(number, is_last=number == self._n_segments - 1)
            try:
                plain = self._cipher.decrypt(nonce, self._file.read(STORED_BYTES), None)
            except InvalidTag as error:
                raise DecryptionError("This file was changed.") from error
            self._decrypted = number, plain
        return self._decrypted[1]


def _nonce(counter: int, *, is_last: bool) -> bytes:
    return counter.to_bytes(11, "big") + bytes([is_last])
