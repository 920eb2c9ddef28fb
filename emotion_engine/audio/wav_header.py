"""Compare what a WAV file holds with what its header declares."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal

# A program that writes WAV to a pipe cannot know the size: it declares 0, or the
# largest signed or unsigned number, sometimes rounded down to a block or less a header.
OPEN_ENDS = (0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
OPEN_END_SLACK = 0x1000
MISSING_SLACK_BYTES = 64  # some recorders count the header or a pad byte as data
TAGS = (b"ID3", b"TAG")  # some programs write them behind the last chunk
LEAST_SOUND_BYTES = 1600  # 50 ms at 16 kHz: less is no sound that the header forgot


@dataclass(frozen=True, slots=True)
class Chunk:
    """One RIFF chunk: where its content starts, and the size it declares."""

    name: bytes
    start: int
    size: int


def refuse_bad_wav(head: bytes, size: int, limits: AudioLimits) -> None:
    """Raise ``AudioError`` where the header and the file's size do not agree.

    A header longer than ``head`` is left to the decoder. Sizes are only compared; no
    memory is allocated from them.
    """
    bytes_per_s = ds64_size = 0
    for chunk in _chunks(head):
        if chunk.name == b"ds64":
            ds64_size = int.from_bytes(
                head[chunk.start + 8 : chunk.start + 16], "little"
            )
        elif chunk.name == b"fmt ":
            bytes_per_s = _bytes_per_s(head[chunk.start : chunk.start + 16])
        elif chunk.name == b"data":
            declared = (
                ds64_size if chunk.size == 0xFFFFFFFF and ds64_size else chunk.size
            )
            present = size - chunk.start
            if len(head) >= size and has_stale_size(head):
                declared = present
            _refuse_bad_data(declared, present, bytes_per_s, limits)
            return
    if len(head) >= size:
        raise AudioError(AudioRefusal.TRUNCATED, "The WAV file ends before its data.")


def has_stale_size(data: bytes) -> bool:
    """Whether sound goes on behind the end that the header of a whole file declares.

    A recorder that died, or was copied while it recorded, leaves the size of an earlier
    moment. What follows the sound of a proper file is other chunks, a tag or nothing.
    """
    chunk = next((one for one in _chunks(data) if one.name == b"data"), None)
    if chunk is None or _is_open_end(chunk.size):
        return False
    rest = data[chunk.start + chunk.size + chunk.size % 2 :]
    is_tag = rest.startswith(TAGS) or not rest.strip(b"\0")
    return len(rest) >= LEAST_SOUND_BYTES and not is_tag and not _are_chunks(rest)


def _are_chunks(rest: bytes) -> bool:
    """Whether the bytes are chunks with readable names, up to their end."""
    position = 0
    while position + 8 <= len(rest):
        name, size = struct.unpack_from("<4sI", rest, position)
        if not (name.isascii() and name.decode("ascii").isprintable()):
            return rest.startswith(TAGS, position) or not rest[position:].strip(b"\0")
        position += 8 + size + size % 2
    return position <= len(rest) + 1


def _chunks(head: bytes) -> Iterator[Chunk]:
    position = 12
    while position + 8 <= len(head):
        name, size = struct.unpack_from("<4sI", head, position)
        yield Chunk(name, position + 8, size)
        position += 8 + size + size % 2


def _bytes_per_s(fmt: bytes) -> int:
    """Bytes per second; for PCM from the sample size, whatever the header claims."""
    if len(fmt) < 16:
        raise AudioError(AudioRefusal.TRUNCATED, "The WAV file ends in its header.")
    kind, channels, sample_rate, average, _, bits = struct.unpack("<HHIIHH", fmt)
    if not channels or not sample_rate:
        raise AudioError(
            AudioRefusal.NOT_AUDIO,
            f"The WAV header declares {channels} channels at {sample_rate} Hz.",
        )
    is_pcm = kind in (1, 3, 0xFFFE)
    return sample_rate * channels * max(1, bits // 8) if is_pcm else average


def _refuse_bad_data(
    declared: int, present: int, bytes_per_s: int, limits: AudioLimits
) -> None:
    if not bytes_per_s:
        raise AudioError(
            AudioRefusal.NOT_AUDIO, "The WAV header does not say how its data is coded."
        )
    if present <= 0:
        raise AudioError(
            AudioRefusal.EMPTY, "The WAV file has a header and no samples."
        )
    if _is_open_end(declared):
        declared = present
    declared_s = declared / bytes_per_s
    if declared_s > limits.max_declared_s:
        raise AudioError(
            AudioRefusal.DECLARES_TOO_LONG,
            f"The WAV header declares {declared_s:.0f} s; at most "
            f"{limits.max_declared_s:.0f} s are read.",
        )
    if declared > present + MISSING_SLACK_BYTES:
        raise AudioError(
            AudioRefusal.TRUNCATED,
            f"The WAV header declares {declared} bytes of sound, {present} are there.",
        )


def _is_open_end(declared: int) -> bool:
    return declared == 0 or any(
        end - OPEN_END_SLACK <= declared <= end for end in OPEN_ENDS
    )
