"""MELD on a miniature of its release: parts that share speakers, missing films."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.lab.corpora import Corpus, load_any
from emotion_engine.lab.splits import folds_of
from tests.corpora import write_meld

ROWS = {
    "train": [
        ("Chandler", "joy", "Oh, that\x92s good!", 0, 0, ".mp4"),
        (
            "The Interviewer",
            "neutral",
            "You must have had your hands full.",
            0,
            1,
            ".wav",
        ),
        ("Chandler and Joey", "surprise", "What?!", 0, 2, ".wav"),
    ],
    "dev": [
        ("Rachel", "sadness", "Oh.", 0, 0, ".wav"),
        ("Ross", "fear", "No", 1, 7, ""),
    ],
    "test": [("Chandler", "disgust", "Ew.", 3, 0, ".wav")],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return load_any(write_meld(tmp_path / "MELD.Raw", ROWS))


def test_each_row_with_one_speaker_and_a_recording_is_a_take(corpus: Corpus) -> None:
    assert corpus.speakers == ["Chandler", "The Interviewer", "Rachel", "Chandler"]
    assert corpus.emotions == ["happy", "neutral", "sad", "disgust"]
    assert [take.sex for take in corpus.utterances] == ["male", None, "female", "male"]
    assert corpus.utterances[0].text == "Oh, that's good!"
    assert corpus.paths[0].suffix == ".mp4"


def test_what_is_left_out_is_counted(corpus: Corpus) -> None:
    assert "1 left out: several people speak." in corpus.notes
    gone = "1 left out: in the table of dev, but its recording is not there."
    assert gone in corpus.notes


def test_its_parts_are_kept_but_never_used_as_folds(corpus: Corpus) -> None:
    assert [u.part for u in corpus.utterances] == ["train", "train", "dev", "test"]
    assert "share speakers" in corpus.notes[-1]
    for fold in folds_of(corpus):
        tested = {corpus.speakers[i] for i in fold.test}
        assert not tested & {corpus.speakers[i] for i in fold.train}


def test_one_part_can_be_had_alone(tmp_path: Path) -> None:
    corpus = load_any(write_meld(tmp_path, ROWS), part="test")
    assert corpus.emotions == ["disgust"]
