"""Every hostile file, with the name and the type under which it is sent."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from . import headers
from .encoded import KINDS, all_valid, encoded

SEED = 20
CUTS = (1, 4, 11, 12, 20, 36, 44, 60, 100, 500)
TOO_LARGE = 20 * 1024 * 1024 + 1
NAMES: dict[str, bytes] = {
    "nul": b"take\x00.wav",
    "long": b"a" * 5_000 + b".wav",
    "parents": b"../../../../etc/passwd",
    "windows": b"C:\\Windows\\..\\con.wav",
    "newline": b"take%0d%0aSet-Cookie: a=b.wav",
    "right-to-left": "take\u202evaw.exe".encode(),
    "no-utf-8": b"\xff\xfe\xc2\xbc\xd2\xf4.wav",
    "gbk": "录音.wav".encode("gbk"),
    "quotes": b'take\\" or 1=1--.wav',
    "markup": b"<img src=x onerror=alert(1)>.wav",
    "template": b"{{ settings.SECRET_KEY }}.wav",
    "empty": b"",
    "dots": b"..",
    "emoji": "\U0001f469\u200d\U0001f52c.wav".encode(),
    "format": b"%s%n%x.wav",
    "slash": b"/",
}
TYPES = ("audio/wav", "text/html", "image/svg+xml", "", "a" * 300, "audio/wav; q=\x7f")


@dataclass(frozen=True, slots=True)
class HostileFile:
    """What is sent: ``name`` is ours, ``file_name`` and ``content_type`` the form's."""

    name: str
    data: bytes
    file_name: bytes = b"take.wav"
    content_type: str = "audio/wav"


def all_files() -> Iterator[HostileFile]:
    """Every hostile file, always the same ones in the same order."""
    for kind in (
        headers.wav_values,
        headers.wav_structure,
        headers.wav_samples,
        headers.mp4_tables,
        headers.webm_elements,
        headers.ogg_pages,
        headers.flac_blocks,
        channels_and_codecs,
        cut_files,
        exchanged_bodies,
        files_inside_files,
        no_audio,
    ):
        for name, data in kind():
            yield HostileFile(name, data)
    for n_samples in (10**6, 30 * 10**6, 2**31 - 1):
        yield HostileFile(f"mp4-index-{n_samples}", headers.mp4_index(n_samples))
    for name, file_name in NAMES.items():
        yield HostileFile(f"name-{name}", encoded("wav"), file_name)
    for number, content_type in enumerate(TYPES):
        yield HostileFile(f"type-{number}", encoded("wav"), content_type=content_type)


def channels_and_codecs() -> headers.Named:
    """Valid files of every kind and number of channels: to be taken or refused."""
    yield from all_valid((1, 2, 6, 7, 8, 16)).items()


def cut_files() -> headers.Named:
    """Every kind, cut off after some bytes, in its middle and before its end."""
    for kind in KINDS:
        data = encoded(kind)
        for size in (*CUTS, len(data) // 2, len(data) - 1):
            yield f"{kind}-cut-at-{size}", data[:size]


def exchanged_bodies() -> headers.Named:
    """The beginning of one kind, and the rest of the next."""
    kinds = list(KINDS)
    for number, kind in enumerate(kinds):
        other = kinds[(number + 5) % len(kinds)]
        head, body = encoded(kind), encoded(other)
        yield f"{kind}-then-{other}", head[:64] + body[64:]
        yield f"{other}-inside-{kind}", head[: len(head) // 2] + body


def files_inside_files() -> headers.Named:
    """Archives, tags and containers around a valid file."""
    take, song = encoded("wav"), encoded("mp3")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("take.wav", take)
        archive.writestr("zeros", bytes(10**7))
    yield "zip", packed.getvalue()
    yield "wav-and-zip", take + packed.getvalue()
    yield "gzip", gzip.compress(take)
    yield "gzip-of-100-mb", gzip.compress(bytes(10**8), 9)
    for size in (0, 1, 0x7F, 0x0FFFFFFF):
        declared = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
        yield f"id3-of-{size}", b"ID3\4\0\0" + declared + song
    yield "id3-100-times", b"ID3\4\0\0\0\0\0\0" * 100 + song
    yield (
        "mp3-in-wav",
        headers.riff(
            headers.wav_format(0x55, bits=0, block=1), headers.chunk(b"data", song)
        ),
    )
    yield "wav-in-wav", headers.riff(headers.wav_format(), headers.chunk(b"data", take))
    inner = encoded("mp4")
    for _ in range(20):
        inner = headers.box(b"ftyp", b"isom" + bytes(8)) + headers.box(b"mdat", inner)
    yield "mp4-in-mp4-20-times", inner


def no_audio() -> headers.Named:
    """What is no recording at all, and what only begins like one."""
    noise = random.Random(SEED).randbytes(50_000)
    yield "empty", b""
    yield "zeros", bytes(50_000)
    yield "ones", b"\xff" * 50_000
    yield "noise", noise
    yield "too-large", b"RIFF" + bytes(TOO_LARGE)
    yield "playlist", b"#EXTM3U\n#EXTINF:1\nfile:///etc/passwd\n"
    yield "concat", b"ffconcat version 1.0\nfile /etc/passwd\n"
    yield "session", b"v=0\nm=audio 5004 RTP/AVP 0\nc=IN IP4 127.0.0.1\n"
    yield "page", b"<html><script>alert(1)</script></html>"
    entities = "".join(f'<!ENTITY a{i + 1} "&a{i};&a{i};">' for i in range(40))
    yield "entities", f"<!DOCTYPE x [<!ENTITY a0 'x'>{entities}]><x>&a40;</x>".encode()
    yield "program", b"\x7fELF" + noise
    yield "picture", b"\x89PNG\r\n\x1a\n" + noise
    for kind in KINDS:
        yield f"{kind}-then-noise", encoded(kind)[:48] + noise
        yield f"{kind}-then-zeros", encoded(kind)[:48] + bytes(50_000)
