"""Whatever is written is read again, in any part, and no change goes unseen."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teaching_app import encryption
from teaching_app.encryption import SEGMENT_BYTES, STORED_BYTES, Decrypted, MasterKey

KEY, OTHER = MasterKey(b"k" * 32), MasterKey(b"o" * 32)
EDGES = (0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES)


def stored(plain: bytes, key: MasterKey = KEY, chunk: int = 50_000) -> bytes:
    chunks = (plain[i : i + chunk] for i in range(0, len(plain), chunk))
    return b"".join(encryption.encrypted(chunks, key))


def opened(file: bytes, *keys: MasterKey) -> Decrypted:
    return Decrypted(io.BytesIO(file), len(file), keys or (KEY,))


@pytest.mark.parametrize("size", EDGES)
def test_a_file_of_any_size_is_read_as_it_was_written(size: int) -> None:
    plain = os.urandom(size)
    file = stored(plain)
    assert encryption.plain_size(len(file)) == size
    assert opened(file).read() == plain
    assert size < 16 or plain[:16] not in file


@settings(max_examples=30, deadline=None)
@given(
    start=st.integers(0, 3 * SEGMENT_BYTES),
    length=st.integers(0, 2 * SEGMENT_BYTES),
    chunk=st.integers(1000, 200_000),
)
def test_any_range_is_read_by_itself(start: int, length: int, chunk: int) -> None:
    plain = bytes(i % 251 for i in range(2 * SEGMENT_BYTES + 77))
    reader = io.BufferedReader(opened(stored(plain, chunk=chunk)))
    reader.seek(start)
    assert reader.read(length) == plain[start : start + length]
    assert reader.seek(-5, io.SEEK_END) == len(plain) - 5
    assert reader.read() == plain[-5:]


def test_two_files_of_the_same_sound_have_nothing_in_common() -> None:
    first, second = stored(b"voice" * 100), stored(b"voice" * 100)
    assert first[encryption.HEADER_BYTES :] != second[encryption.HEADER_BYTES :]


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f[:-1],  # cut short
        lambda f: f[: encryption.HEADER_BYTES + STORED_BYTES],  # cut between segments
        lambda f: f[:-1] + bytes([f[-1] ^ 1]),
        lambda f: f[:100] + bytes([f[100] ^ 1]) + f[101:],
        lambda f: f + f[-30:],
        lambda f: (  # two segments exchanged
            f[: encryption.HEADER_BYTES]
            + f[encryption.HEADER_BYTES + STORED_BYTES :][:STORED_BYTES]
            + f[encryption.HEADER_BYTES :][:STORED_BYTES]
            + f[encryption.HEADER_BYTES + 2 * STORED_BYTES :]
        ),
    ],
)
def test_no_change_goes_unseen(change) -> None:
    file = stored(os.urandom(2 * SEGMENT_BYTES + 100))
    with pytest.raises(encryption.DecryptionError, match="changed"):
        opened(change(file)).read()


def test_each_key_reads_its_own_files_and_no_other() -> None:
    assert opened(stored(b"voice", OTHER), KEY, OTHER).read() == b"voice"
    with pytest.raises(encryption.DecryptionError, match="RECORDINGS_KEYS"):
        opened(stored(b"voice", OTHER), KEY)
