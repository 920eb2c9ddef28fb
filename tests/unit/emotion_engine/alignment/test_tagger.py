"""Parts of speech in a sentence."""

from __future__ import annotations

from emotion_engine.alignment.tagger import tag


def parts(sentence: str) -> list[str]:
    return [tag.part for tag in tag(sentence.split())]


def test_a_word_is_tagged_by_its_place() -> None:
    assert parts("They record a record") == ["PRON", "VERB", "DET", "NOUN"]
    assert parts("Please close the window") == ["INTJ", "VERB", "DET", "NOUN"]


def test_a_contracted_word_is_one() -> None:
    assert parts("Don't tear the paper") == ["AUX", "VERB", "DET", "NOUN"]


def test_a_clear_case_leads_further_than_a_doubtful_one() -> None:
    clear = tag(["This", "is", "a", "new", "record"])[4]
    doubtful = tag(["A", "tear", "ran", "down", "her", "face"])[1]
    assert clear.lead > 20 > 5 > doubtful.lead
