"""Files are identified by content, and bad ones refused before they are decoded."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.audio.sniff import CONTAINERS, refuse_unless_audio
from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, AudioRefusal
from tests.signals import ENCODINGS, amr, encode, ogg_vorbis, sine, wav

LIMITS = AudioLimits()


def sniffed(data: bytes, limits: AudioLimits = LIMITS) -> str:
    return refuse_unless_audio(data, len(data), limits)


@pytest.mark.parametrize(
    ("encoding", "container"),
    [
        ("wav", "wav"),
        ("webm", "webm"),
        ("webm_of_a_browser", "webm"),
        ("ogg_opus", "ogg"),
        ("mp4", "mp4"),
        ("mp4_of_a_browser", "mp4"),
        ("mp3", "mp3"),
        ("flac", "flac"),
        ("aac", "aac"),
        ("caf", "caf"),
        ("aiff", "aiff"),
        ("wma", "wma"),
    ],
)
def test_container_is_known_by_content(encoding: str, container: str) -> None:
    data = encode(sine(200, 0.5, sample_rate=48_000), encoding)
    assert sniffed(data) == container
    assert refuse_unless_audio(data[:4096], len(data), LIMITS) == container


def test_amr_is_known_by_its_name() -> None:
    data = amr(sine(200, 0.5, sample_rate=8_000))
    assert sniffed(data) == "amr"
    with pytest.raises(AudioError) as refusal:
        sniffed(data[:-5])
    assert refusal.value.code == AudioRefusal.TRUNCATED


def test_mp3_without_a_tag_is_known_by_its_frame() -> None:
    assert sniffed(b"\xff\xfb\x90\x64" + bytes(400)) == "mp3"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", AudioRefusal.EMPTY),
        (b"These are only words, whatever the name says.", AudioRefusal.NOT_AUDIO),
        (b"RIFF\x24\x00\x00\x00AVI LIST", AudioRefusal.NOT_AUDIO),
        (b"\xff\xf1\x50\x80" + bytes(100), AudioRefusal.NOT_AUDIO),
        (b"#EXTM3U\nfile:///etc/hostname\n", AudioRefusal.NOT_AUDIO),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), AudioRefusal.NOT_AUDIO),
    ],
)
def test_what_is_no_audio_is_refused(data: bytes, code: AudioRefusal) -> None:
    with pytest.raises(AudioError) as refusal:
        sniffed(data)
    assert refusal.value.code == code


def test_too_large_a_file_is_refused_by_its_size_alone() -> None:
    with pytest.raises(AudioError) as refusal:
        refuse_unless_audio(wav(sine(200, 0.1)), LIMITS.max_bytes + 1, LIMITS)
    assert refusal.value.code == AudioRefusal.TOO_LARGE


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(
    "encoding",
    [name for name in ENCODINGS if name != "flac"],
)
def test_a_cut_file_is_truncated(encoding: str, share: float) -> None:
    data = encode(sine(200, 2, sample_rate=48_000), encoding)
    if encoding == "mp3" and share == 0.99:
        return  # less than the last frame is missing
    with pytest.raises(AudioError) as refusal:
        sniffed(data[: int(len(data) * share)])
    assert refusal.value.code == AudioRefusal.TRUNCATED


def test_a_cut_ogg_vorbis_file_is_truncated() -> None:
    data = ogg_vorbis(sine(200, 2))
    with pytest.raises(AudioError) as refusal:
        sniffed(data[: len(data) // 2])
    assert refusal.value.code == AudioRefusal.TRUNCATED


MAGIC = [
    b"",
    b"RIFF\0\0\0\0WAVE",
    b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0",
    b"RF64\0\0\0\0WAVEds64",
    b"\x1a\x45\xdf\xa3",
    b"OggS",
    b"\0\0\0\x18ftyp",
    b"ID3",
    b"fLaC",
    b"caff\0\x01\0\0",
    b"FORM\0\0\0\0AIFF",
    bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"),
    b"#!AMR\n",
    b"#!AMR-WB\n",
    b"\xff\xf1\x50\x40\x02\x00\x00",
]


@given(st.sampled_from(MAGIC), st.binary(max_size=400), st.integers(0, 1000))
def test_any_bytes_get_a_container_or_a_refusal(
    magic: bytes, rest: bytes, missing: int
) -> None:
    data = magic + rest
    try:
        container = refuse_unless_audio(data, len(data) + missing, LIMITS)
    except AudioError:
        return
    assert container in CONTAINERS


def test_sniffing_imports_nothing_heavy() -> None:
    program = (
        "import emotion_engine.audio.sniff, sys;"
        "print(*{m.split('.')[0] for m in sys.modules})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not {"numpy", "av", "onnxruntime", "torch"} & set(loaded)
