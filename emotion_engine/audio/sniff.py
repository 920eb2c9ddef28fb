"""Identify an audio file by content alone, before it is decoded."""

from __future__ import annotations

from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal

from .completeness import is_cut_short
from .frames import AMR_MAGIC, is_adts
from .wav_header import refuse_bad_wav

CONTAINERS = ("wav", "webm", "ogg", "mp4", "mp3", "flac")
CONTAINERS += ("aac", "caf", "aiff", "wma", "amr")
ASF_HEADER = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")


def refuse_unless_audio(head: bytes, size: int, limits: AudioLimits) -> str:
    """Identify the container, or raise ``AudioError``; name and MIME type are ignored.

    Parameters
    ----------
    head : bytes
        The first bytes; 4 KiB suffice. Given the whole file, it is also checked that
        the container is complete.
    size : int
        Size of the whole file in bytes.
    limits : AudioLimits
        Bounds of size and declared duration.

    Returns
    -------
    str
        One of ``CONTAINERS``.
    """
    if size == 0 or not head:
        raise AudioError(AudioRefusal.EMPTY, "The file has no bytes.")
    if size > limits.max_bytes:
        raise AudioError(
            AudioRefusal.TOO_LARGE,
            f"Expected at most {limits.max_bytes} bytes, got {size}.",
        )
    container = container_of(head)
    if container is None:
        raise AudioError(
            AudioRefusal.NOT_AUDIO,
            f"Expected {', '.join(CONTAINERS)}; the file is none of these.",
        )
    if container == "wav":
        refuse_bad_wav(head, size, limits)
    elif len(head) >= size and is_cut_short(container, head):
        raise AudioError(
            AudioRefusal.TRUNCATED,
            f"The {container} file ends inside of a part whose size it declares.",
        )
    return container


def container_of(head: bytes) -> str | None:
    """Container by its magic bytes, ``None`` for anything else."""
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "webm"
    if head[:4] == b"OggS":
        return "ogg"
    if head[:4] == b"fLaC":
        return "flac"
    if head[4:8] == b"ftyp":
        return "mp4"
    if head[:3] == b"ID3" or _is_mp3_frame(head):
        return "mp3"
    return _rarer_container_of(head)


def _rarer_container_of(head: bytes) -> str | None:
    """Container of some phones, voice recorders and editors."""
    if head[:4] == b"caff":
        return "caf"
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if head[:16] == ASF_HEADER:
        return "wma"
    if head.startswith(AMR_MAGIC):
        return "amr"
    return "aac" if is_adts(head) else None


def _is_mp3_frame(head: bytes) -> bool:
    """Whether the bytes are an MPEG layer III header without reserved values."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and 0 < bit_rate < 15 and sample_rate != 3
