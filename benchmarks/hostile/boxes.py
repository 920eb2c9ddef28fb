"""The building blocks of containers, with whatever sizes and values they are given."""

from __future__ import annotations

import struct

WAV_FORMAT_PCM = 1


def chunk(name: bytes, content: bytes, size: int | None = None) -> bytes:
    """A RIFF chunk; ``size`` is what it declares."""
    declared = len(content) if size is None else size
    return name + struct.pack("<I", declared & 0xFFFFFFFF) + content


def riff(*chunks: bytes, size: int | None = None, form: bytes = b"RIFF") -> bytes:
    """A WAVE file of these chunks."""
    return chunk(form, b"WAVE" + b"".join(chunks), size)


def wav_format(
    kind: int = WAV_FORMAT_PCM,
    channels: int = 1,
    sample_rate: int = 16_000,
    bits: int = 16,
    *,
    block: int | None = None,
    extra: bytes = b"",
) -> bytes:
    """The ``fmt`` chunk; sizes follow from the others as far as they fit."""
    per_block = channels * bits // 8 if block is None else block
    values = (
        kind & 0xFFFF,
        channels & 0xFFFF,
        sample_rate & 0xFFFFFFFF,
        sample_rate * per_block & 0xFFFFFFFF,
        per_block & 0xFFFF,
        bits & 0xFFFF,
    )
    return chunk(b"fmt ", struct.pack("<HHIIHH", *values) + extra)


def box(name: bytes, content: bytes = b"", size: int | None = None) -> bytes:
    """An MP4 box."""
    declared = len(content) + 8 if size is None else size
    return struct.pack(">I", declared & 0xFFFFFFFF) + name + content


def full_box(name: bytes, content: bytes, size: int | None = None) -> bytes:
    """An MP4 box with version and flags 0."""
    return box(name, bytes(4) + content, size)


def element(identifier: int, content: bytes, size: int | None = None) -> bytes:
    """An EBML element with a size of eight bytes; ``-1`` is the unknown size."""
    declared = len(content) if size is None else size
    if declared < 0:
        declared = 2**56 - 1
    name = identifier.to_bytes((identifier.bit_length() + 7) // 8, "big")
    return name + (declared | 1 << 56).to_bytes(8, "big") + content


def ogg_page(
    content: bytes,
    *,
    serial: int = 1,
    sequence: int = 0,
    flags: int = 0,
    granule: int = 0,
    lacing: bytes | None = None,
) -> bytes:
    """An Ogg page with a right checksum, whatever its lacing says."""
    if lacing is None:
        lacing = b"\xff" * (len(content) // 255) + bytes([len(content) % 255])
    head = struct.pack(
        "<4sBBqIIIB", b"OggS", 0, flags, granule, serial, sequence, 0, len(lacing)
    )
    page = bytearray(head + lacing + content)
    page[22:26] = struct.pack("<I", ogg_checksum(bytes(page)))
    return bytes(page)


def ogg_checksum(page: bytes) -> int:
    """CRC-32 of polynomial 0x04C11DB7, not reflected, beginning with 0."""
    remainder = 0
    for byte in page:
        remainder ^= byte << 24
        for _ in range(8):
            shifted = remainder << 1
            remainder = (shifted ^ 0x04C11DB7 if remainder >> 31 else shifted) & (
                2**32 - 1
            )
    return remainder
