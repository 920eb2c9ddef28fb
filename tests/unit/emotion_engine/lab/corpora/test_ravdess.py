"""RAVDESS on a miniature of its archive, and against the manifest of the real one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_any, load_corpus
from emotion_engine.lab.corpora.ravdess import to_take
from tests.corpora import write_tones


def test_the_name_says_it_all(tmp_path: Path) -> None:
    names = ("Actor_01/03-01-06-01-02-01-01.wav", "Actor_12/03-01-08-02-01-02-12.wav")
    first, second = load_any(write_tones(tmp_path, names)).utterances
    assert (first.speaker, first.sex) == ("actor_01", "male")
    assert (first.emotion, first.intensity) == ("fearful", "normal")
    assert first.text == "Dogs are sitting by the door."
    assert (second.speaker, second.sex) == ("actor_12", "female")
    assert (second.emotion, second.intensity) == ("surprised", "strong")
    assert second.text == "Kids are talking by the door."


def test_songs_films_and_copies_are_left_out_and_counted(tmp_path: Path) -> None:
    speech = "Actor_02/03-01-05-01-01-01-02.wav"
    names = (speech, f"copy/{speech}", "Actor_02/03-02-05-01-01-01-02.wav")
    corpus = load_any(
        write_tones(tmp_path, (*names, "Actor_02/01-01-05-01-01-01-02.mp4"))
    )
    assert corpus.emotions == ["angry"]
    assert [note.split(":")[0] for note in corpus.notes] == ["1 left out"] * 3
    assert "sung" in " ".join(corpus.notes)
    assert "film" in " ".join(corpus.notes)


def test_speech_is_found_beside_the_archive_of_songs(tmp_path: Path) -> None:
    song = "Audio_Song_Actors_01-24/Actor_03/03-02-05-01-01-01-03.wav"
    speech = "Audio_Speech_Actors_01-24/Actor_03/03-01-05-01-01-01-03.wav"
    corpus = load_any(write_tones(tmp_path, (song, speech)))
    assert corpus.paths == [tmp_path / speech]


def test_songs_alone_are_refused(tmp_path: Path) -> None:
    write_tones(tmp_path, ["Actor_03/03-02-05-01-01-01-03.wav"])
    with pytest.raises(CorpusError, match="ravdess: expected Actor_01"):
        load_any(tmp_path, layout="ravdess")


@pytest.mark.data
def test_names_of_the_real_corpus_agree_with_its_manifest(speech_data: Path) -> None:
    for known in load_corpus(speech_data / "ravdess").utterances:
        assert to_take(known.path) == replace(known, duration_s=None)
