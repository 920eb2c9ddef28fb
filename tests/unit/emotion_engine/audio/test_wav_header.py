"""The WAV header against the size of the file."""

import struct

import pytest

from emotion_engine.audio.wav_header import has_stale_size, refuse_bad_wav
from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal

LIMITS = AudioLimits()


def wav_file(
    *,
    declared: int | None = None,
    present: int = 32_000,
    sample_rate: int = 16_000,
    channels: int = 1,
    bits: int = 16,
    kind: int = 1,
    before_data: bytes = b"",
) -> bytes:
    fmt = struct.pack(
        "<HHIIHH",
        kind,
        channels,
        sample_rate,
        sample_rate * channels * bits // 8 & 0xFFFFFFFF,
        channels * bits // 8,
        bits,
    )
    size = present if declared is None else declared
    return (
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0"
        + fmt
        + before_data
        + b"data"
        + struct.pack("<I", size)
        + bytes(present)
    )


def check(data: bytes) -> None:
    refuse_bad_wav(data, len(data), LIMITS)


def refusal_of(data: bytes) -> AudioRefusal:
    with pytest.raises(AudioError) as refusal:
        check(data)
    return refusal.value.code


def test_an_honest_header_passes() -> None:
    check(wav_file())


def test_a_list_chunk_before_the_data_is_skipped() -> None:
    check(wav_file(before_data=b"LIST\x05\0\0\0abcde\0"))


@pytest.mark.parametrize("sample_rate", [16_000, 48_000])
def test_ten_declared_hours_are_refused(sample_rate: int) -> None:
    data = wav_file(declared=36_000 * 2 * sample_rate, sample_rate=sample_rate)
    assert refusal_of(data) == AudioRefusal.DECLARES_TOO_LONG


def test_ten_declared_hours_of_64_bit_wav_are_refused() -> None:
    ds64 = b"ds64" + struct.pack("<IQQQI", 28, 0, 36_000 * 32_000, 0, 0)
    data = bytearray(wav_file(declared=0xFFFFFFFF))
    data[12:12] = ds64
    assert refusal_of(bytes(data)) == AudioRefusal.DECLARES_TOO_LONG


@pytest.mark.parametrize(
    "declared", [0, 0x7FFFFFFF, 0x7FFFFFDB, 0x80000000, 0xFFFFFFFF, 0xFFFFFFDB]
)
def test_a_stream_of_unknown_length_passes(declared: int) -> None:
    check(wav_file(declared=declared))


def test_less_sound_than_declared_is_truncated() -> None:
    assert refusal_of(wav_file(declared=64_000)) == AudioRefusal.TRUNCATED


def test_sound_behind_the_declared_end_makes_the_size_stale() -> None:
    data = wav_file(declared=8_000)[:-24_000] + b"\x81\x02" * 12_000
    assert has_stale_size(data)
    check(data)


def test_the_length_of_a_stale_file_is_that_of_its_sound() -> None:
    data = wav_file(declared=8, present=8, sample_rate=100) + b"\x81\x02" * 70_000
    assert refusal_of(data) == AudioRefusal.DECLARES_TOO_LONG


@pytest.mark.parametrize(
    "behind",
    [
        b"",
        b"LIST" + struct.pack("<I", 2_000) + bytes(2_000),
        b"LIST" + struct.pack("<I", 5) + b"abcde\0" + b"ID3\x03" + b"\xfe" * 3_000,
        b"ID3\x03" + b"\xfe" * 3_000,
        bytes(4_000),
        b"\x81\x02" * 40,
    ],
)
def test_chunks_tags_and_zeros_behind_the_sound_are_no_sound(behind: bytes) -> None:
    assert not has_stale_size(wav_file() + behind)


def test_a_recorder_that_counts_its_header_is_forgiven() -> None:
    check(wav_file(declared=32_044))


@pytest.mark.parametrize("declared", [None, 0xFFFFFFFF])
def test_a_header_without_samples_is_empty(declared: int | None) -> None:
    assert refusal_of(wav_file(present=0, declared=declared)) == AudioRefusal.EMPTY


@pytest.mark.parametrize("length", [13, 30, 40])
def test_a_file_that_ends_in_its_header_is_truncated(length: int) -> None:
    assert refusal_of(wav_file()[:length]) == AudioRefusal.TRUNCATED


@pytest.mark.parametrize("header", [{"channels": 0}, {"sample_rate": 0}])
def test_a_header_without_channels_or_rate_is_no_audio(header: dict) -> None:
    assert refusal_of(wav_file(**header)) == AudioRefusal.NOT_AUDIO


def test_a_sample_rate_of_1_hz_does_not_hide_the_length() -> None:
    assert refusal_of(wav_file(sample_rate=1)) == AudioRefusal.DECLARES_TOO_LONG
