"""The voices are asked for stress where the marks say, with and without the vowels."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.reserved import RESERVED_VOICES
from emotion_engine.lab.training import said_stress
from emotion_engine.lab.training.said_stress import (
    WORDS,
    carried,
    dealt,
    run,
    sentences,
    usual,
    voices_named,
    with_vowels,
)
from emotion_engine.lab.training.stress_words import read_marks
from emotion_engine.weights.kokoro import VOICES
from tests.corpus import write_corpus

BANANA = ("B", "AH0", "N", "AE1", "N", "AH0")


@pytest.fixture
def asked(monkeypatch) -> list:
    """Remember what the voices were asked to say."""
    heard: list = []

    def speak(plan, said, *, voice, marks=None):
        heard.append((voice, said, marks))
        return np.zeros(1600, np.float32)

    monkeypatch.setattr(said_stress, "synthesize_phones", speak)
    monkeypatch.setattr(said_stress, "voice_of", lambda name, _: name)
    return heard


@pytest.fixture
def said(asked, tmp_path, engine_config):
    """Let voices say things, and return what they were asked for and the marks."""

    def write(how: str, **options):
        chosen = {"voices": ["joe"], "words": ["banana"], "texts": None, "each": None}
        run(how, tmp_path / "out", engine_config, seed=0, **(chosen | options))
        corpus = load_corpus(tmp_path / "out")
        return asked, corpus, list(read_marks(corpus).values())

    return write


def test_a_control_is_said_as_the_dictionary_has_it(said) -> None:
    asked, corpus, marks = said("control")
    ((_, phones, moved),) = asked
    assert list(phones.values()) == [BANANA]
    assert moved == {}
    assert marks == [1]
    assert "banana" in corpus.utterances[0].text.lower()


def test_with_the_mark_alone_the_vowels_stay(said) -> None:
    asked, _, (syllable,) = said("mark")
    ((_, phones, moved),) = asked
    assert list(phones.values()) == [BANANA]
    assert [marks.index(1) for marks in moved.values()] == [syllable] != [1]


def test_with_the_vowels_the_old_one_is_weak_and_the_new_one_full(said) -> None:
    asked, _, (syllable,) = said("mark-and-vowel")
    ((_, phones, moved),) = asked
    assert list(phones.values()) == [with_vowels(BANANA, syllable)]
    assert moved == {}
    assert with_vowels(BANANA, 2) == ("B", "AH0", "N", "AH0", "N", "AH1")


def test_every_way_moves_the_same_words_to_the_same_syllables() -> None:
    lines = {
        way: carried(WORDS[:9], way, np.random.default_rng(3))
        for way in ("control", "mark", "mark-and-vowel")
    }
    texts = [[line.text for line in of_way] for of_way in lines.values()]
    assert texts[0] == texts[1] == texts[2]
    moved = [
        [word.stressed for line in lines[way] for word in line.asked.values()]
        for way in ("mark", "mark-and-vowel")
    ]
    assert moved[0] == moved[1]


def test_half_of_the_longer_words_of_a_text_are_moved() -> None:
    text = "The engineer about whom nobody argued answered in a kitchen yesterday."
    lines = sentences([text] * 60, "mix", np.random.default_rng(0))
    words = plan_phrase(text).words
    for line in lines:
        assert "about" not in {words[i].spoken for i in line.asked}
    ways = [word.way for line in lines for word in line.asked.values()]
    assert 0.4 < np.mean([way != "control" for way in ways]) < 0.6
    assert set(ways) == {"control", "mark", "mark-and-vowel"}


def test_texts_are_dealt_out_and_each_take_names_its_voice(said, tmp_path) -> None:
    texts = [{"speaker": "a", "text": f"The kitchen number {n}"} for n in "abcde"]
    folder = write_corpus(tmp_path / "texts", texts)
    _, corpus, _ = said("mix", voices=["af_sky", "bm_lewis"], texts=folder, each=2)
    assert corpus.speakers == ["af_sky"] * 2 + ["bm_lewis"] * 2
    assert len({take.text for take in corpus.utterances}) == 4


def test_no_text_is_dealt_twice() -> None:
    shares = dealt(list("abcdefg"), ["one", "two"], 3)
    assert shares == {"one": ["a", "c", "e"], "two": ["b", "d", "f"]}


def test_reserved_voices_and_all_others_are_asked_for_by_one_word() -> None:
    assert set(voices_named(["reserved"])) == RESERVED_VOICES
    assert set(voices_named(["others"])) == set(VOICES) - RESERVED_VOICES
    assert voices_named(["joe", "af_sky", "joe"]) == ["joe", "af_sky"]
    with pytest.raises(CorpusError, match="no voice nobody"):
        voices_named(["nobody"])


def test_a_list_without_any_longer_word_is_refused(said) -> None:
    with pytest.raises(CorpusError, match="one stress"):
        said("mark", words=["cat", "zzyzx"])


def test_the_list_has_enough_words_that_can_be_moved() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert sum(usual(word) is not None for word in WORDS) >= 120
