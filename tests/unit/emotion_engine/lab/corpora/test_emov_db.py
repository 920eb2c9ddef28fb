"""EmoV-DB on miniatures of both its forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_any
from tests.corpora import write_tones

SORTED = (
    "bea/Amused/amused_1-15_0001.wav",
    "josh/Sleepy/sleepiness_1-28_0002.wav",
    "sam/Angry/anger_336-364_0349.wav",
    "jenie/Disgusted/disgust_1-28_0002.wav",
)
UNPACKED = ("bea_Amused/amused_1-15_0001.wav", "sam_Neutral/neutral_1-28_0002.wav")
SENTENCES = (
    '( arctic_a0001 "Author of the danger trail, Philip Steels, etc." )\n'
    '( arctic_a0002 "Not at this particular case, Tom." )\n'
    '( arctic_b0002 "Another half." )\n'
)


def test_speaker_manner_and_sentence_are_read(tmp_path: Path) -> None:
    (write_tones(tmp_path, SORTED) / "cmuarctic.data").write_text(SENTENCES)
    of = {take.speaker: take for take in load_any(tmp_path).utterances}
    assert {name: take.emotion for name, take in of.items()} == {
        "bea": "amused",
        "jenie": "disgust",
        "josh": "sleepy",
        "sam": "angry",
    }
    assert (of["bea"].sex, of["sam"].sex) == ("female", "male")
    assert of["bea"].text.startswith("Author of the danger trail")
    assert of["josh"].text == "Not at this particular case, Tom."
    assert of["sam"].text is None  # its sentence is not in this short list


def test_unpacked_archives_are_read_without_sorting_them(tmp_path: Path) -> None:
    corpus = load_any(write_tones(tmp_path, UNPACKED))
    assert corpus.speakers == ["bea", "sam"]
    assert corpus.emotions == ["amused", "neutral"]
    assert "cmuarctic.data is not there" in corpus.notes[-1]


def test_a_need_for_text_is_refused_where_the_sentences_are_not(tmp_path: Path) -> None:
    write_tones(tmp_path, UNPACKED)
    with pytest.raises(CorpusError, match="text is not known of 2 takes"):
        load_any(tmp_path, needs=("text",))
