"""Phrases as written, the words in them, and the punctuation that is theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.alignment.letters import composed
from emotion_engine.alignment.text import marks_after, spoken_words, usual_words


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("She lives on Main St.", "she lives on main street"),
        ("St. John left St. Louis.", "saint john left saint louis"),
        ("Dr. Brown is on Rodeo Dr. today", "doctor brown is on rodeo drive today"),
        ("It opens at 12:00 PM.", "it opens at twelve p.m."),
        ("Come at 7 p.m. or 8am", "come at seven p.m. or eight a.m."),
        ("The shop is open 24/7.", "the shop is open twenty four seven"),
        ("Call 555-1234", "call five five five one two three four"),
        ("It was World War II.", "it was world war two"),
        ("She is No. 1, he is #2", "she is number one he is number two"),
        ("No. I said no.", "no i said no"),
        ("It costs 5 € or $5 million", "it costs five euros or five million dollars"),
        ("60 km/h and 5km", "sixty kilometers per hour and five kilometers"),
        ("Fruit, e.g. apples", "fruit for example apples"),
        ("The U.S.A. and the U.K.", "the u.s.a. and the u.k."),
        ("AT&T made C++", "a. t. and t. made c plus plus"),
        ("Tea w/o milk", "tea without milk"),
        ("[laughs] Hello *sighs* (applause) you", "hello you"),
        ("He [the doctor] came", "he the doctor came"),
        ("I ate a fig.", "i ate a fig"),
        ("Ford & Co. paid", "ford and company paid"),
    ],
)
def test_a_text_is_read_as_people_read_it(text: str, spoken: str) -> None:
    assert " ".join(usual_words(text)) == spoken


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("pro\u00adnun\u00adci\u00ada\u00adtion", "pronunciation"),
        ("zero\u200bwidth", "zerowidth"),
        ("don\uff07t", "don't"),
        ("don\u2032t", "don't"),
        ("\ufb01ve \uff26un", "five fun"),
    ],
)
def test_a_text_is_read_as_it_looks(text: str, plain: str) -> None:
    assert usual_words(text) == plain.lower().split()


def test_what_is_written_in_one_piece_is_one_word() -> None:
    words = spoken_words("Room 205, Dr. O\u2019Hara.")
    assert [w.written for w in words] == ["Room", "205", "Dr.", "O\u2019Hara"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Mr. Brown, come in!", ("", ",", "", "!")),
        ("I have 101 books.", ("", "", "", ".")),
        ("\u201cNo,\u201d she said.", (",", "", ".")),
        ("Say \u201cyes\u201d. Go (now)!", ("", ".", "", "!")),
        ("It\u2032s a soft\u00adware: new", ("", "", ":", "")),
    ],
)
def test_punctuation_belongs_to_the_word_before_it(
    text: str, marks: tuple[str, ...]
) -> None:
    assert marks_after(text) == marks


@given(st.text("aI'5 .,:/-$%#&\u2019½(VS)+°[]@", max_size=24))
def test_words_stand_in_the_text_in_order_whatever_it_is(text: str) -> None:
    written, end = composed(text), 0
    for word in spoken_words(text):
        assert end <= word.start < word.end
        assert written[word.start : word.end] == word.written
        assert all(word.readings)
        end = word.end
