"""Containers written by hand, whose headers declare what cannot be."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator

from .boxes import box, chunk, element, full_box, ogg_page, riff, wav_format
from .encoded import encoded

Named = Iterator[tuple[str, bytes]]
SECOND = bytes(32_000)
HUGE = (1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF)


def wav_values() -> Named:
    """Every field of the ``fmt`` chunk at and beyond its bounds, in pairs."""
    for channels in (0, 1, 2, 3, 6, 7, 8, 9, 64, 255, 65_535):
        for rate in (0, 1, 99, 8_000, 44_100, 384_000, 0x7FFFFFFF, 0xFFFFFFFF):
            yield (
                f"wav-{channels}ch-{rate}hz",
                riff(
                    wav_format(channels=channels, sample_rate=rate),
                    chunk(b"data", SECOND),
                ),
            )
    for kind in (0, 1, 2, 3, 6, 7, 0x11, 0x31, 0x55, 0x161, 0xFFFE, 0xFFFF):
        for bits in (0, 1, 4, 8, 12, 24, 32, 64, 65_535):
            yield (
                f"wav-format{kind:x}-{bits}bit",
                riff(wav_format(kind, bits=bits), chunk(b"data", SECOND)),
            )


def wav_structure() -> Named:
    """Chunks that are missing, doubled, nested, or of a size that is not there."""
    fmt, data = wav_format(), chunk(b"data", SECOND)
    for size in (0, *HUGE):
        yield f"wav-riff-size-{size:x}", riff(fmt, data, size=size)
        yield f"wav-data-size-{size:x}", riff(fmt, chunk(b"data", SECOND, size))
        yield f"wav-chunk-size-{size:x}", riff(fmt, chunk(b"junk", b"", size), data)
        yield f"wav-fmt-size-{size:x}", riff(chunk(b"fmt ", fmt[8:], size), data)
        ds64 = chunk(b"ds64", struct.pack("<QQQI", size << 32, size << 32, 0, size))
        yield (
            f"rf64-{size:x}",
            riff(ds64, fmt, chunk(b"data", SECOND, 0xFFFFFFFF), form=b"RF64"),
        )
    for block in (0, 1, 3, 65_535):
        yield f"wav-block-{block}", riff(wav_format(block=block), data)
        yield (
            f"wav-adpcm-block-{block}",
            riff(
                wav_format(
                    0x11, bits=4, block=block, extra=struct.pack("<HH", 2, 65_535)
                ),
                data,
            ),
        )
    yield "wav-no-fmt", riff(data)
    yield "wav-no-data", riff(fmt)
    yield "wav-fmt-behind-data", riff(data, fmt)
    yield "wav-two-fmts", riff(fmt, wav_format(channels=7), data)
    yield "wav-two-datas", riff(fmt, data, data)
    yield "wav-100000-chunks", riff(fmt, chunk(b"junk", b"") * 100_000, data)
    yield "wav-empty-chunks-of-no-name", riff(fmt, bytes(80_000), data)
    yield (
        "wav-tags-of-gbk",
        riff(fmt, chunk(b"LIST", b"INFO" + chunk(b"INAM", "录音".encode("gbk"))), data),
    )
    nested = data
    for _ in range(2_000):
        nested = chunk(b"LIST", b"adtl" + nested)
    yield "wav-lists-2000-deep", riff(fmt, nested)


def wav_samples() -> Named:
    """Samples that are no numbers, and a length of next to nothing."""
    for name, value in (
        ("nan", math.nan),
        ("inf", math.inf),
        ("huge", 3e38),
        ("denormal", 1e-44),
    ):
        samples = struct.pack("<16000f", *[value] * 16_000)
        yield f"wav-{name}", riff(wav_format(3, bits=32), chunk(b"data", samples))
    samples = struct.pack("<16000d", *[1e300, -1e300] * 8_000)
    yield "wav-double", riff(wav_format(3, bits=64), chunk(b"data", samples))
    for size in range(6):
        yield (
            f"wav-{size}-bytes-of-sound",
            riff(wav_format(), chunk(b"data", bytes(size))),
        )
    yield (
        "wav-600-s-in-8-khz",
        riff(wav_format(sample_rate=8_000, bits=8), chunk(b"data", bytes(8_000 * 600))),
    )


def mp4_tables() -> Named:
    """Boxes without end, and tables of samples that the file does not have."""
    start = box(b"ftyp", b"isom" + bytes(4) + b"isom")
    for size in (0, 7, *HUGE):
        yield f"mp4-moov-size-{size:x}", start + box(b"moov", bytes(64), size)
        yield f"mp4-size-{size:x}-twice", start + box(b"free", b"", size) * 2
    deep = b""
    for _ in range(5_000):
        deep = box(b"moov", deep)
    yield "mp4-5000-deep", start + deep
    yield "mp4-100000-boxes", start + box(b"free") * 100_000
    yield "mp4-nothing-else", start
    valid = encoded("mp4")
    for name in (
        b"stsz",
        b"stts",
        b"stsc",
        b"stco",
        b"mdhd",
        b"mvhd",
        b"esds",
        b"hdlr",
    ):
        position = valid.find(name)
        for offset in (4, 8, 12, 16):
            for value in (0, *HUGE):
                damaged = bytearray(valid)
                struct.pack_into(">I", damaged, position + offset, value)
                yield f"mp4-{name.decode()}-{offset}-{value:x}", bytes(damaged)


def mp4_index(n_samples: int) -> bytes:
    """A file of 700 bytes whose index declares so many samples of one size."""
    table = full_box(b"stts", struct.pack(">III", 1, n_samples, 1))
    table += full_box(b"stsz", struct.pack(">II", 1, n_samples))
    table += full_box(b"stsc", struct.pack(">IIII", 1, 1, n_samples, 1))
    table += full_box(b"stco", struct.pack(">II", 1, 0))
    entry = box(
        b"sowt", bytes(6) + struct.pack(">HQHHHHI", 1, 0, 1, 16, 0, 0, 16_000 << 16)
    )
    table += full_box(b"stsd", struct.pack(">I", 1) + entry)
    media = full_box(b"mdhd", struct.pack(">IIIIHH", 0, 0, 16_000, n_samples, 0, 0))
    media += full_box(b"hdlr", bytes(4) + b"soun" + bytes(13))
    media += box(b"minf", box(b"stbl", table))
    track = full_box(b"tkhd", bytes(80)) + box(b"mdia", media)
    header = full_box(
        b"mvhd", struct.pack(">IIII", 0, 0, 16_000, n_samples) + bytes(80)
    )
    moov = box(b"moov", header + box(b"trak", track))
    return box(b"ftyp", b"qt  " + bytes(4) + b"qt  ") + moov + box(b"mdat", SECOND)


def webm_elements() -> Named:
    """Elements without end, nested, countless, and tracks of impossible sound."""
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    for size in (-1, 0, *HUGE, 2**48):
        yield f"webm-segment-{size:x}", head + element(0x18538067, b"", size)
        yield (
            f"webm-cluster-{size:x}",
            head + element(0x18538067, element(0x1F43B675, b"", size), -1),
        )
    deep = b""
    for _ in range(2_000):
        deep = element(0x1F43B675, deep, -1)
    yield "webm-clusters-2000-deep", head + element(0x18538067, deep, -1)
    yield "webm-100000-void", head + element(0x18538067, element(0xEC, b"") * 100_000)
    for rate in (0.0, -1.0, math.nan, math.inf, 1e30):
        for channels in (0, 1, 8, 255, 2**32):
            audio = element(0xB5, struct.pack(">d", rate))
            audio += element(0x9F, channels.to_bytes(8, "big"))
            yield f"webm-{rate}-{channels}ch", head + webm_segment(audio)
    yield (
        "webm-one-million-packets",
        head
        + webm_segment(element(0xB5, struct.pack(">d", 48_000.0)), packets=1_000_000),
    )


def webm_segment(audio: bytes, *, packets: int = 100) -> bytes:
    """A segment with a track of PCM and packets of one byte."""
    track = element(0xD7, b"\1") + element(0x83, b"\2")
    track += element(0x86, b"A_PCM/INT/LIT") + element(0xE1, audio)
    tracks = element(0x1654AE6B, element(0xAE, track))
    block = b"\xa3\x85\x81\x00\x00\x80\x00"
    cluster = element(0x1F43B675, element(0xE7, b"\0") + block * packets)
    return element(0x18538067, tracks + cluster)


def ogg_pages() -> Named:
    """Pages of nothing, streams without number, and Opus heads of any kind."""
    for channels in (0, 1, 8, 255):
        for family in (0, 1, 255):
            head = struct.pack(
                "<8sBBHIhB", b"OpusHead", 1, channels, 65_535, 0, -32_768, family
            )
            pages = ogg_page(head + bytes(32), flags=2)
            pages += ogg_page(b"OpusTags" + b"\xff" * 8, sequence=1)
            pages += ogg_page(bytes(64), sequence=2, granule=-1)
            yield f"ogg-opus-{channels}ch-{family}", pages
    yield (
        "ogg-1000-streams",
        b"".join(
            ogg_page(b"OpusHead" + bytes(11), serial=i, flags=2) for i in range(1_000)
        ),
    )
    empty = ogg_page(b"", sequence=3, lacing=bytes(255))
    yield "ogg-10000-pages-of-255-nothings", encoded("ogg-opus") + empty * 10_000
    yield "ogg-no-stream", ogg_page(b"nothing", flags=2)


def flac_blocks() -> Named:
    """Metadata without end, and stream information that cannot be."""
    sound = encoded("flac")[42:]
    for rate in (0, 1, 655_350):
        for channels in (1, 8):
            for total in (0, 2**36 - 1):
                packed = rate << 44 | (channels - 1) << 41 | 15 << 36 | total
                info = struct.pack(">HH", 16, 65_535) + bytes(6)
                info += packed.to_bytes(8, "big") + bytes(16)
                name = f"flac-{rate}hz-{channels}ch-{total:x}"
                yield name, b"fLaC\x80\x00\x00\x22" + info + sound
    yield "flac-picture-of-16-mb", b"fLaC\x86\xff\xff\xff" + bytes(1_000)
    yield "flac-100000-paddings", encoded("flac")[:4] + b"\x01\x00\x00\x00" * 100_000
