"""TESS on a miniature of its archive, whose folders are named in many ways."""

from __future__ import annotations

from pathlib import Path

from emotion_engine.lab.corpora import load_any
from emotion_engine.lab.splits import folds_of
from tests.corpora import write_tones

WRAPPER = "TESS Toronto emotional speech set data"
NAMES = (
    "OAF_angry/OAF_back_angry.wav",
    "OAF_neutral/OA_bite_neutral.wav",
    "OAF_Pleasant_surprise/OAF_chair_ps.wav",
    "YAF_fear/YAF_dog_fear.wav",
)


def test_speaker_word_and_emotion_come_from_the_name(tmp_path: Path) -> None:
    takes = load_any(write_tones(tmp_path, NAMES)).utterances
    assert [take.speaker for take in takes] == ["OAF", "OAF", "OAF", "YAF"]
    assert {take.sex for take in takes} == {"female"}
    by_emotion = {take.emotion: take.text for take in takes}
    assert by_emotion == {
        "angry": "Say the word back.",
        "neutral": "Say the word bite.",
        "surprised": "Say the word chair.",
        "fearful": "Say the word dog.",
    }


def test_a_wrapper_is_looked_into_and_a_second_copy_is_not_counted(
    tmp_path: Path,
) -> None:
    root = tmp_path / "archive"
    write_tones(root / WRAPPER, NAMES)
    write_tones(root / WRAPPER / WRAPPER, NAMES)
    corpus = load_any(root)
    assert len(corpus) == len(NAMES)
    assert corpus.notes[0].startswith("4 left out: a copy")


def test_the_two_speakers_are_the_two_folds(tmp_path: Path) -> None:
    corpus = load_any(write_tones(tmp_path, NAMES))
    tested = [{corpus.speakers[i] for i in fold.test} for fold in folds_of(corpus)]
    assert sorted(map(sorted, tested)) == [["OAF"], ["YAF"]]
    assert "Two speakers only" in corpus.notes[-1]
