"""What should be said: words, syllables, letters and stress."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.alignment.lexicon import pronunciations
from emotion_engine.alignment.morphology import derived_pronunciations
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.alignment.syllables import split_letters, syllabify
from emotion_engine.alignment.text import spoken_words
from emotion_engine.errors import TextError


def written(text: str) -> list[str]:
    """Each word as "pho-TOG-ra-pher", primary stress in capitals."""
    return [
        "-".join(
            s.text.upper() if s.stress == 1 else s.text.lower() for s in w.syllables
        )
        for w in plan_phrase(text).words
    ]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("photographer", "pho-TOG-ra-pher"),
        ("computer", "com-PU-ter"),
        ("happy", "HAP-py"),
        ("information", "in-for-MA-tion"),
        ("beautiful", "BEAU-ti-ful"),
        ("sitting", "SIT-ting"),
        ("door", "DOOR"),
        ("excited", "ex-CI-ted"),
        ("eighty", "EIGH-ty"),
        ("special", "SPE-cial"),
        ("water", "WA-ter"),
        ("orange", "OR-ange"),
        ("usual", "U-su-al"),
        ("seeing", "SEE-ing"),
    ],
)
def test_words_split_as_in_a_dictionary_for_learners(word: str, syllables: str) -> None:
    assert written(word) == [syllables]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("without", "with-OUT"),
        ("hillside", "HILL-side"),
        ("talking", "TALK-ing"),
        ("mistake", "mis-TAKE"),
        ("sitting", "SIT-ting"),  # no "sitt" and "ing"
        ("letters", "LET-ters"),
        ("impress", "im-PRESS"),
    ],
)
def test_a_syllable_ends_where_two_words_were_joined(word: str, syllables: str) -> None:
    assert written(word) == [syllables]


def test_accents_and_apostrophes_stay_as_written() -> None:
    words = plan_phrase("Don’t visit ‘Café Noël’, ’cause…").words
    assert [w.text for w in words] == ["Don’t", "visit", "Café", "Noël", "’cause"]
    assert [w.spoken for w in words] == ["don't", "visit", "cafe", "noel", "'cause"]
    assert [s.text for s in words[2].syllables] == ["Ca", "fé"]


def test_capitals_and_punctuation_stay_as_written_and_do_not_matter() -> None:
    plan = plan_phrase("KIDS are talking, by the door!")
    assert [w.text for w in plan.words] == [
        "KIDS",
        "are",
        "talking",
        "by",
        "the",
        "door",
    ]
    assert plan.words[0].spoken == "kids"
    assert [w.index for w in plan.words] == list(range(6))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Don’t panic", "don't panic"),
        ("3 cats", "three cats"),
        ("in 1984", "in nineteen eighty four"),
        ("in 2005", "in two thousand five"),
        ("the 2nd", "the second"),
        ("at 5:30", "at five thirty"),
        ("$12.50", "twelve dollars fifty"),
        ("20% more", "twenty percent more"),
        ("$1, or $0.50", "one dollar or fifty cents"),
        ("In 1984, not 1905.", "in nineteen eighty four not nineteen oh five"),
        ("the 1990s", "the nineteen nineties"),
        ("1,250 or 3.14", "one thousand two hundred fifty or three point one four"),
        ("agent 007", "agent zero zero seven"),
        ("the 12th and 20th", "the twelfth and twentieth"),
        ("Dr. Who & Mr. Bean", "doctor who and mister bean"),
        ("a well-known café", "a well known cafe"),
    ],
)
def test_numbers_and_abbreviations_are_spoken_out(text: str, spoken: str) -> None:
    assert " ".join(word.spoken for word in spoken_words(text)) == spoken


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_words"),
        ("...", "no_words"),
        ("你好", "foreign_letters"),
        ("hello 世界", "foreign_letters"),
        ("a " * 61, "too_long"),
        ("a" * 601, "too_long"),
        ("a" * 46, "long_word"),
    ],
)
def test_a_phrase_without_english_words_is_refused(text: str, code: str) -> None:
    with pytest.raises(TextError) as refused:
        plan_phrase(text)
    assert refused.value.code == code


def test_the_author_says_which_of_two_words_is_meant() -> None:
    plan = plan_phrase("They record a record.", {1: 1, 3: 0})
    assert plan.words[1].expected_syllable == 1
    assert plan.words[3].expected_syllable == 0
    assert all(p[-2:] != ("ER0", "D") for p in plan.words[1].pronunciations)


@pytest.mark.parametrize("stress", [{0: 2}, {5: 0}])
def test_a_stress_that_cannot_be_is_refused(stress: dict[int, int]) -> None:
    with pytest.raises(TextError):
        plan_phrase("A record.", stress)


def test_a_word_outside_the_dictionary_is_known_to_be_so() -> None:
    word = plan_phrase("Zhongguancun").words[0]
    assert not word.in_dictionary
    assert word.pronunciations == ()
    assert word.expected_syllable is None
    assert "".join(s.text for s in word.syllables) == "Zhongguancun"


def test_the_stress_of_a_word_outside_the_dictionary_is_believed() -> None:
    word = plan_phrase("Zhongguancun", {0: 1}).words[0]
    assert [s.stress for s in word.syllables][:2] == [0, 1]
    assert word.expected_syllable == 1
    assert not word.in_dictionary
    with pytest.raises(TextError):
        plan_phrase("Zhongguancun", {0: len(word.syllables)})


def test_a_word_says_which_of_its_syllables_may_be_stressed() -> None:
    a, record, unknown = plan_phrase("A record Zhongguancun").words
    assert a.possible_stresses == (0,)
    assert set(record.possible_stresses) == {0, 1}
    assert unknown.possible_stresses == tuple(range(len(unknown.syllables)))


def test_regular_forms_follow_their_word() -> None:
    assert pronunciations("podcasts") == ()
    assert derived_pronunciations("podcasts")[0][-2:] == ("T", "S")
    assert derived_pronunciations("recorder's")[0][-1] == "Z"
    assert derived_pronunciations("xyzzys") == ()


@pytest.mark.parametrize("word", ["whispered", "texted", "pronounces", "browsers"])
def test_derived_forms_agree_with_the_dictionary(word: str) -> None:
    assert derived_pronunciations(word) == pronunciations(word)


@pytest.mark.parametrize(
    ("british", "american"),
    [("favourable", "favorable"), ("offence", "offense"), ("theatres", None)],
)
def test_british_spellings_are_known(british: str, american: str | None) -> None:
    word = plan_phrase(british).words[0]
    assert word.in_dictionary
    if american:
        assert word.pronunciations == pronunciations(american)


def test_all_variants_of_a_word_are_kept_with_their_stress() -> None:
    stressed = {p for w in pronunciations("object") for p in w if p.endswith("1")}
    assert stressed == {"AA1", "EH1"}


def test_the_first_and_the_last_word_of_the_dictionary_are_found() -> None:
    assert pronunciations("'bout") == (("B", "AW1", "T"),)
    assert pronunciations("zywicki") != ()
    assert pronunciations("zzzz") == ()


@given(
    st.sampled_from(
        sorted(["the", "photographer", "talked", "about", "economics", "twelve"])
    )
)
def test_syllables_keep_every_phone(word: str) -> None:
    for phones in pronunciations(word):
        assert tuple(p for s in syllabify(phones) for p in s) == phones


@given(
    st.text("abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=14),
    st.sampled_from(["photographer", "computer", "strengths", "area", "idea", "a"]),
)
def test_letters_are_all_shared_out_whatever_the_word(
    word: str, sounds_like: str
) -> None:
    syllables = syllabify(pronunciations(sounds_like)[0])
    parts = split_letters(word, syllables)
    assert "".join(parts) == word
    assert len(parts) == len(syllables)
    if len(word) >= len(syllables):
        assert all(parts)


@pytest.mark.parametrize(
    "text",
    [
        "My pro\u00adnun\u00adci\u00ada\u00adtion isn't \ufb01ne.",
        "My pronunciation isn\u2032t \uff46\uff49\uff4e\uff45.",
        "\u200bMy pronunciation\u200d isn\uff07t fine.\ufeff",
    ],
)
def test_characters_that_only_format_are_not_read(text: str) -> None:
    spoken = [word.spoken for word in plan_phrase(text).words]
    assert spoken == ["my", "pronunciation", "isn't", "fine"]
