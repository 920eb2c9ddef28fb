"""Streams of frames without a container: raw AAC (ADTS) and AMR."""

from __future__ import annotations

from collections.abc import Iterator

AMR_MAGIC = (b"#!AMR\n", b"#!AMR-WB\n")
# Bytes of a frame by its type, with the byte that names the type; RFC 4867, section 5.
AMR_NARROW = (13, 14, 16, 18, 20, 21, 27, 32, 6, *(1,) * 7)
AMR_WIDE = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, *(1,) * 6)
ADTS_HEADER = 7


def is_adts(head: bytes) -> bool:
    """Whether the bytes begin with an ADTS frame, and another where that ends."""
    size = adts_frame_size(head, 0)
    if not size:
        return False
    follows = head[size : size + 2]
    return len(follows) < 2 or _is_adts_sync(follows)


def adts_frame_size(data: bytes, position: int) -> int:
    """Bytes of the ADTS frame at a position, 0 where there is none."""
    header = data[position : position + ADTS_HEADER]
    if len(header) < ADTS_HEADER or not _is_adts_sync(header):
        return 0
    if header[2] >> 2 & 0xF > 12:  # no such sample rate
        return 0
    size = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return size if size > ADTS_HEADER else 0


def _is_adts_sync(header: bytes) -> bool:
    """Whether these two bytes are the sync word of layer 0."""
    return header[0] == 0xFF and header[1] & 0xF6 == 0xF0


def adts_ends(data: bytes) -> Iterator[int]:
    """Yield where each frame ends, by its own header; the last may be cut."""
    position = 0
    while size := adts_frame_size(data, position):
        position += size
        yield position


def amr_ends(data: bytes) -> Iterator[int]:
    """Yield where each frame ends, by its type; the last may be cut."""
    is_wide = data.startswith(AMR_MAGIC[1])
    sizes = AMR_WIDE if is_wide else AMR_NARROW
    position = len(AMR_MAGIC[is_wide])
    while position < len(data):
        position += sizes[data[position] >> 3 & 0xF]
        yield position
