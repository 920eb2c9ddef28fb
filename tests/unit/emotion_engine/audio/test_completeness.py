"""Truncated files are distinguished from short ones by their structure."""

import pytest

from emotion_engine.audio.completeness import is_cut_short
from tests.signals import encode, ogg_vorbis, sine

FILES = {
    name: encode(sine(200, 1.5, sample_rate=48_000), name)
    for name in ("webm", "webm_of_a_browser", "ogg_opus", "mp4", "mp4_of_a_browser")
}
CONTAINER = {name: name.split("_")[0] for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_is_not_cut_short(name: str) -> None:
    assert not is_cut_short(CONTAINER[name], FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_every_missing_tail_of_a_few_bytes_is_noticed(name: str) -> None:
    data = FILES[name]
    for missing in range(1, 40):
        assert is_cut_short(CONTAINER[name], data[:-missing]), missing


def test_a_browser_recording_that_ends_between_blocks_is_a_short_recording() -> None:
    data = FILES["webm_of_a_browser"]
    ends = [
        end for end in range(len(data) - 1500, len(data))
        if not is_cut_short("webm", data[:end])
    ]  # fmt: skip
    assert 1 <= len(ends) <= 15  # blocks of 20 ms


def test_an_ogg_stream_without_an_end_mark_is_accepted() -> None:
    data = bytearray(ogg_vorbis(sine(200, 1)))
    last_page = data.rindex(b"OggS")
    data[last_page + 5] &= ~4
    assert not is_cut_short("ogg", bytes(data))


def test_an_mp4_without_index_is_cut_short() -> None:
    assert is_cut_short("mp4", b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x08mdat")


def test_trailing_garbage_is_left_to_the_decoder() -> None:
    assert not is_cut_short("ogg", FILES["ogg_opus"] + b"garbage")
