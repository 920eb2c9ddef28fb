"""CREMA-D on a miniature of its repository."""

from __future__ import annotations

from pathlib import Path

from emotion_engine.lab.corpora import load_any
from tests.corpora import write_tones

NAMES = ("AudioWAV/1001_DFA_ANG_XX.wav", "AudioWAV/1002_IEO_HAP_HI.wav")
ACTORS = "ActorID,Age,Sex,Race,Ethnicity\n1001,51,Male,Caucasian,Not Hispanic\n1002,21,Female,Caucasian,Not Hispanic\n"


def test_actor_sentence_emotion_and_level_come_from_the_name(tmp_path: Path) -> None:
    (write_tones(tmp_path, NAMES) / "VideoDemographics.csv").write_text(ACTORS)
    first, second = load_any(tmp_path).utterances
    assert (first.speaker, first.sex, first.emotion) == ("1001", "male", "angry")
    assert (first.text, first.intensity) == ("Don't forget a jacket.", None)
    assert (second.speaker, second.sex, second.emotion) == ("1002", "female", "happy")
    assert (second.text, second.intensity) == ("It's eleven o'clock.", "high")


def test_without_the_table_of_actors_sexes_are_unknown_and_that_is_said(
    tmp_path: Path,
) -> None:
    corpus = load_any(write_tones(tmp_path, NAMES))
    assert {take.sex for take in corpus.utterances} == {None}
    assert "VideoDemographics.csv is not there" in corpus.notes[-1]


def test_known_faults_and_strange_names_are_left_out(tmp_path: Path) -> None:
    odd = ("AudioWAV/1076_MTI_SAD_XX.wav", "AudioWAV/1003_QQQ_SAD_XX.wav")
    odd += ("AudioWAV/1064_IEO_DIS_MD.wav",)
    corpus = load_any(write_tones(tmp_path, (*NAMES, *odd)))
    assert corpus.speakers == ["1001", "1002"]
    assert "1 left out: known to be silent." in corpus.notes
    assert "1 left out: known to hold takes of several emotions." in corpus.notes


def test_a_level_with_one_letter_is_read_too(tmp_path: Path) -> None:
    corpus = load_any(write_tones(tmp_path, ["AudioWAV/1040_ITH_SAD_X.wav"]))
    assert corpus.emotions == ["sad"]
