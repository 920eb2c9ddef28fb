"""What cannot be decoded is left out and counted; nothing left is an error."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.cli.main import main
from emotion_engine.lab.corpora import decodable, load_any, load_corpus
from tests.corpora import write_meld
from tests.corpus import write_corpus

ROWS = [{"speaker": f"s{i}", "text": "Hello."} for i in range(6)]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEATURE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "mini", ROWS)


def spoil(folder: Path, *numbers: int) -> None:
    for number in numbers:
        (folder / f"{number}.wav").write_text("A letter, not a recording.")


def test_what_cannot_be_decoded_is_left_out_and_named(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(folder, 1)
    data = (folder / "4.wav").read_bytes()
    (folder / "4.wav").write_bytes(data[: len(data) // 2])
    with caplog.at_level(logging.WARNING):
        corpus = load_corpus(folder)
    assert corpus.speakers == ["s0", "s2", "s3", "s5"]
    assert "2 of 6 recordings cannot be decoded (1.wav: Expected wav" in caplog.text
    assert "4.wav: The WAV header declares" in caplog.text


def test_no_more_than_three_are_named(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(folder, 0, 1, 2, 3)
    load_corpus(folder)
    assert "4 of 6" in caplog.text
    assert "2.wav" in caplog.text
    assert "3.wav" not in caplog.text


def test_a_folder_of_nothing_but_letters_is_refused(folder: Path) -> None:
    spoil(folder, *range(6))
    with pytest.raises(CorpusError, match="6 of 6 recordings cannot be decoded"):
        load_corpus(folder)


def test_whole_recordings_are_taken_without_a_word(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(load_corpus(folder)) == 6
    assert caplog.text == ""


def test_what_was_decoded_once_is_not_decoded_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    decode = decodable.load_audio

    def counted(data: bytes, limits):
        tried.append(len(data))
        return decode(data, limits)

    monkeypatch.setattr(decodable, "load_audio", counted)
    load_corpus(folder)
    load_corpus(folder)
    assert len(tried) == 6
    spoil(folder, 2)
    assert len(load_corpus(folder)) == 5
    assert len(tried) == 7


def test_the_layouts_of_owners_are_checked_as_well(tmp_path: Path) -> None:
    rows = {"dev": [("Ann", "joy", "Hi.", n, 0, ".mp4") for n in range(3)]}
    root = write_meld(tmp_path / "meld", rows)
    next(root.rglob("*dia1*.mp4")).write_text("no sound")
    assert len(load_any(root, needs=("emotion",))) == 2


def test_a_command_goes_on_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    rows = [
        {"speaker": f"s{i // 2}", "emotion": ["sad", "happy"][i % 2]} for i in range(8)
    ]
    folder = write_corpus(tmp_path / "styles", rows)
    spoil(folder, 3)
    asked = ["manifest", "--data", str(folder), "--out", str(tmp_path / "out.csv")]
    assert main(asked) == 0
    assert "3.wav" not in (tmp_path / "out.csv").read_text()
