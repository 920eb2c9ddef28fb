"""Natives by their votes: which takes speak for a style, and how many of them."""

from __future__ import annotations

from pathlib import Path

from emotion_engine.lab.corpora.natives import load_natives
from tests.corpus import write_corpus


def take(speaker: str, meant: str, happy: int, sad: int) -> dict[str, object]:
    votes = {"votes_happy": happy, "votes_sad": sad}
    return {"speaker": speaker, "text": "Go on.", "emotion": meant, **votes}


def test_a_take_speaks_for_the_style_that_half_of_the_listeners_heard(
    tmp_path: Path,
) -> None:
    rows = [take("a", "sad", 2, 8), take("b", "sad", 7, 3), take("c", "happy", 5, 5)]
    found = load_natives(write_corpus(tmp_path, rows)).utterances
    assert [u.emotion for u in found] == ["sad", "happy", "happy"]


def test_a_take_without_agreement_speaks_for_no_style(tmp_path: Path) -> None:
    rows = [{**take("a", "sad", 4, 4), "votes_angry": 4}, take("b", "sad", 0, 9)]
    rows[1]["votes_angry"] = 0
    found = load_natives(write_corpus(tmp_path, rows)).utterances
    assert [u.speaker for u in found] == ["b"]


def test_every_speaker_has_a_take_before_one_has_two(tmp_path: Path) -> None:
    rows = [take("a", "sad", 0, 9), take("a", "sad", 1, 9), take("b", "sad", 4, 6)]
    found = load_natives(write_corpus(tmp_path, rows), most=2).utterances
    assert [u.speaker for u in found] == ["a", "b"]


def test_learners_are_no_natives_and_reserved_readers_are_left_out(
    tmp_path: Path,
) -> None:
    rows = [
        {"speaker": "121", "text": "GO ON", "first_language": "english"},
        {"speaker": "122", "text": "GO ON", "first_language": "english"},
        {"speaker": "9", "text": "GO ON", "first_language": "mandarin"},
    ]
    folder = write_corpus(tmp_path / "librispeech_clean", rows)
    (kept,) = load_natives(folder).utterances
    assert (kept.speaker, kept.text) == ("122", "Go on.")
    both = load_natives(folder, with_reserved=True).utterances
    assert [u.speaker for u in both] == ["121", "122"]
