"""Whether a container is complete, judged by the sizes it declares.

Browser recordings often declare no duration, but every part of them (block, page, box)
declares its own size. A file that ends inside a part was cut off; one that ends between
two parts may be a shorter recording and is accepted as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from .frames import ADTS_HEADER, adts_ends, amr_ends

MAX_PARTS = 200_000  # of a few bytes each, in the largest file; no recorder writes that
EBML_UNKNOWN_SIZE_ALLOWED = {0x18538067, 0x1F43B675}  # Segment, Cluster
OGG_HEADER = 27
OGG_END_OF_STREAM = 0x04
XING_SEARCH = 4096
XING_SLACK_BYTES = 1500  # one frame at the highest bit rate


def is_cut_short(container: str, data: bytes) -> bool:
    """Whether the file ends inside a part whose size it declares.

    ``False`` also where the structure cannot be parsed: that is left to the decoder.
    """
    check = CHECKS.get(container)
    return check is not None and check(data)


def _is_webm_cut_short(data: bytes) -> bool:
    """Follow the EBML elements; those of unknown size are entered, not skipped."""
    position = 0
    for _ in range(MAX_PARTS):
        if position >= len(data):
            return position > len(data)
        identity, position_of_size = _vint(data, position, keep_marker=True)
        if identity is None:
            return position_of_size > len(data)
        size, content = _vint(data, position_of_size, keep_marker=False)
        if size is None:
            return content > len(data)
        is_unknown = size == (1 << 7 * (content - position_of_size)) - 1
        if is_unknown and identity not in EBML_UNKNOWN_SIZE_ALLOWED:
            return False
        position = content if is_unknown else content + size
    return False


def _vint(data: bytes, position: int, *, keep_marker: bool) -> tuple[int | None, int]:
    """EBML's number of variable length and the position behind it.

    ``None`` for the number where it is invalid or where the data ends first; the
    position then lies beyond the end of the data only in the second case.
    """
    if position >= len(data):
        return None, len(data) + 1
    length = 9 - data[position].bit_length()
    if length > 8:
        return None, position
    end = position + length
    if end > len(data):
        return None, end
    number = int.from_bytes(data[position:end], "big")
    return (number if keep_marker else number & (1 << 7 * length) - 1), end


def _is_ogg_cut_short(data: bytes) -> bool:
    """Follow the pages; the last packet must end on the last page."""
    position, unfinished = 0, False
    for _ in range(MAX_PARTS):
        if position == len(data):
            return unfinished
        if not data.startswith(b"OggS", position):
            return b"OggS".startswith(data[position : position + 4])
        body = position + OGG_HEADER
        if body > len(data):
            return True
        lacing = data[body : body + data[body - 1]]
        end = body + data[body - 1] + sum(lacing)
        if end > len(data):
            return True
        is_last = data[position + 5] & OGG_END_OF_STREAM
        unfinished = bool(lacing) and lacing[-1] == 255 and not is_last
        position = end
    return False


def _is_mp4_cut_short(data: bytes) -> bool:
    """Follow the boxes; an index must be there, and sound behind each fragment's."""
    position, kinds = 0, []
    for _ in range(MAX_PARTS):
        if position >= len(data):
            break
        size = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        if len(kind) == 4 and not kind.isascii():
            return False
        if size == 1:
            size = int.from_bytes(data[position + 8 : position + 16], "big")
        elif size == 0:
            size = len(data) - position
        if size < 8:
            return len(data) - position < 8
        position += size
        kinds.append(kind)
    return position > len(data) or b"moov" not in kinds or kinds[-1] == b"moof"


def _is_mp3_cut_short(data: bytes) -> bool:
    """Compare with the number of bytes in the Xing header, where there is one."""
    start = _length_of_id3(data)
    if start >= len(data):
        return True
    head = data[start : start + XING_SEARCH]
    at = max(head.find(b"Xing"), head.find(b"Info"))
    if at < 0:
        return False
    flags = int.from_bytes(head[at + 4 : at + 8], "big")
    if not flags & 2:
        return False
    field = at + 12 if flags & 1 else at + 8
    declared = int.from_bytes(head[field : field + 4], "big")
    return declared > len(data) - start + XING_SLACK_BYTES


def _length_of_id3(data: bytes) -> int:
    """Bytes of an ID3v2 tag at the start: its size comes in four groups of 7 bits."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _is_aac_cut_short(data: bytes) -> bool:
    """Follow the frames; what is left may be a tag, but not the start of a frame."""
    end = _last(adts_ends(data))
    rest = data[end : end + 2]
    return end > len(data) or (
        0 < len(data) - end < ADTS_HEADER and rest == data[:2][: len(rest)]
    )


def _is_amr_cut_short(data: bytes) -> bool:
    return _last(amr_ends(data)) > len(data)


def _last(ends: Iterator[int]) -> int:
    last = 0
    for last in islice(ends, MAX_PARTS):  # noqa: B007
        pass
    return last


def _is_caf_cut_short(data: bytes) -> bool:
    """Follow the chunks; the data may be declared to last until the end of the file."""
    position, kinds = 8, []
    while position + 12 <= len(data) and len(kinds) < MAX_PARTS:
        kinds.append(data[position : position + 4])
        size = int.from_bytes(data[position + 4 : position + 12], "big", signed=True)
        if size < 0:
            return False
        position += 12 + size
    return position > len(data) or b"data" not in kinds


def _is_aiff_cut_short(data: bytes) -> bool:
    """Follow the chunks; there must be one with sound."""
    position, kinds = 12, []
    while position + 8 <= len(data) and len(kinds) < MAX_PARTS:
        kinds.append(data[position : position + 4])
        size = int.from_bytes(data[position + 4 : position + 8], "big")
        position += 8 + size + size % 2
    return position > len(data) + 1 or b"SSND" not in kinds


def _is_wma_cut_short(data: bytes) -> bool:
    """Add up the header and the data object behind it, which hold all sound."""
    header = int.from_bytes(data[16:24], "little")
    if header + 24 > len(data):
        return True
    size = int.from_bytes(data[header + 16 : header + 24], "little")
    return header + size > len(data)


CHECKS: dict[str, Callable[[bytes], bool]] = {
    "webm": _is_webm_cut_short,
    "ogg": _is_ogg_cut_short,
    "mp4": _is_mp4_cut_short,
    "mp3": _is_mp3_cut_short,
    "aac": _is_aac_cut_short,
    "caf": _is_caf_cut_short,
    "aiff": _is_aiff_cut_short,
    "wma": _is_wma_cut_short,
    "amr": _is_amr_cut_short,
}
