"""The verdict, from evidence built word by word and from real speech."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.models import models_of
from emotion_engine.phrase_check.check import (
    check_phrase,
    in_doubt,
    is_missing,
    is_quotable,
    judge,
    nothing_said,
    surplus,
)
from emotion_engine.phrase_check.evidence import (
    HeardWord,
    WordEvidence,
    text_to_score,
    weigh_words,
    word_spans,
    words_of,
)
from emotion_engine.phrase_check.hearing import Hearing
from emotion_engine.phrase_check.words import pair_words
from emotion_engine.results import PhraseVerdict

UNHEARD = -5.0  # what each token of a phrase costs without a take
HEARING = Hearing(
    heard="",
    heard_pieces=(),
    heard_log_likelihoods=(-0.1,),
    asked_log_likelihoods=(-0.1,),
    language="en",
    language_probability=0.99,
    english_probability=0.99,
    no_speech_probability=0.1,
)


def verdict(
    asked: str, heard: str, *, likely: float = 0.1, unlikely: float = 6.0, **other
) -> tuple[PhraseVerdict, tuple[int, ...], tuple[str, ...]]:
    """Judge as if each word were a token that costs ``likely`` where it was heard."""
    plan = plan_phrase(asked)
    words = [word.spoken for word in plan.words]
    costs = [-likely if word in heard.split() else -unlikely for word in words]
    hearing = replace(
        HEARING,
        heard=heard,
        heard_pieces=tuple(f" {word}" for word in heard.split()),
        heard_log_likelihoods=(-0.1,) * (len(heard.split()) + 1),
        asked_log_likelihoods=(*costs, -0.3),
        **other,
    )
    unheard = (UNHEARD,) * len(words)
    heard_words = words_of(hearing, words)
    pairs = pair_words(words, [word.spoken for word in heard_words])
    spans = word_spans(text_to_score(plan))
    evidence = weigh_words(plan, pairs, spans, hearing, unheard)
    missing = tuple(i for i, word in enumerate(evidence) if in_doubt(word))
    extra = surplus(pairs, heard_words, missing)
    return judge(hearing, evidence, missing, extra, sum(unheard)), missing, extra


def test_the_same_words_match() -> None:
    found = verdict("Kids are talking by the door.", "kids are talking by the door")
    assert found == (PhraseVerdict.MATCH, (), ())


def test_a_missing_word_is_named_by_its_place() -> None:
    found = verdict("Kids are talking by the door.", "kids are by the door")
    assert found == (PhraseVerdict.PARTIAL, (2,), ())


def test_a_surplus_word_is_named() -> None:
    asked = "Kids are talking by the door."
    found = verdict(asked, "kids are talking by the old door")
    assert found == (PhraseVerdict.PARTIAL, (), ("old",))


def test_the_frame_of_a_sentence_is_not_the_sentence() -> None:
    """Four of six words are there, but not those that say something."""
    found, missing, extra = verdict(
        "Kids are talking by the door.", "dogs are sitting by the door", unlikely=10.0
    )
    assert found is PhraseVerdict.OTHER_PHRASE
    assert missing == (0, 2)
    assert extra == ("dogs", "sitting")


def test_another_sentence_is_another_phrase() -> None:
    found, *_ = verdict("She had your dark suit.", "please write in the script")
    assert found is PhraseVerdict.OTHER_PHRASE


def test_a_word_misheard_but_confirmed_by_the_sound_was_said() -> None:
    """Its forced likelihood is high although the transcript has another word."""
    asked = "The photographer came."
    found, missing, _ = verdict(asked, "the fuh came", unlikely=1.0)
    assert found is PhraseVerdict.MATCH
    assert missing == ()


def test_a_function_word_that_another_stands_for_is_missing_by_the_sound_alone() -> (
    None
):
    asked, heard = "He sat in greasy water.", "he sat and greasy water"
    assert verdict(asked, heard, unlikely=3.0) == (PhraseVerdict.MATCH, (), ())
    found, missing, _ = verdict(asked, heard, unlikely=6.0)
    assert (found, missing) == (PhraseVerdict.PARTIAL, (2,))


def test_unclear_speech_passes_by_its_likelihood_ratio() -> None:
    """The transcript is far off, yet hardly likelier than the phrase."""
    asked = "cheers to a great group"
    heard = "chess to a gray crew"
    unclear = {"likely": 1.0, "unlikely": 3.0}
    assert verdict(asked, heard, **unclear)[0] is PhraseVerdict.MATCH
    assert verdict(asked, heard, unlikely=7.0)[0] is PhraseVerdict.OTHER_PHRASE


def test_a_phrase_drowned_in_other_words_is_another() -> None:
    heard = "good morning and now we come to something entirely different"
    assert verdict("Good morning.", heard)[0] is PhraseVerdict.OTHER_PHRASE


def test_another_language_needs_strong_evidence() -> None:
    asked, heard = "She had your dark suit.", "please write in the script"
    strong = {"language": "zh", "english_probability": 0.01}
    found, *_ = verdict(asked, heard, language_probability=0.97, **strong)
    assert found is PhraseVerdict.OTHER_LANGUAGE
    found, *_ = verdict(asked, heard, language_probability=0.6, **strong)
    assert found is PhraseVerdict.OTHER_PHRASE


def test_the_right_phrase_is_never_another_language() -> None:
    found, *_ = verdict(
        "Good morning.",
        "good morning",
        language="zh",
        language_probability=0.97,
        english_probability=0.01,
    )
    assert found is PhraseVerdict.MATCH


@pytest.mark.parametrize(
    ("heard", "probability", "expected"),
    [("", 0.0, True), (" ...", 0.0, True), ("you", 0.9, True), ("you", 0.5, False)],
)
def test_silence_is_distinguished_from_a_short_word(
    heard, probability, expected
) -> None:
    hearing = replace(HEARING, heard=heard, no_speech_probability=probability)
    assert nothing_said(hearing, "you") is expected


def test_capitals_throughout_are_scored_as_a_sentence() -> None:
    assert text_to_score(plan_phrase("NORTHANGER ABBEY")) == " Northanger abbey."
    assert text_to_score(plan_phrase("I'm José.")) == " I'm Jose."


def test_a_number_is_one_word_with_one_place() -> None:
    plan = plan_phrase("In 1984, yes.")
    spans = word_spans(text_to_score(plan))
    assert spans == [(1, 3), (4, 8), (10, 13)]
    assert len(plan.words) == 3
    assert len(plan.spoken_words) == 5


def test_digits_are_read_as_the_phrase_has_them() -> None:
    hearing = replace(
        HEARING, heard_pieces=(" 4", "2", "."), heard_log_likelihoods=(-1.0, -2.0, 0.0)
    )
    assert words_of(hearing, ["forty", "two"]) == [
        HeardWord("forty", -1.0),
        HeardWord("two", -1.0),
    ]
    assert [w.spoken for w in words_of(hearing, ["four", "two"])] == ["four", "two"]


def test_a_word_cut_in_two_by_the_transcript_has_no_surplus() -> None:
    asked, heard = ["only", "tomblike", "silence"], ["only", "toom", "like", "silence"]
    pairs = pair_words(asked, heard)
    clear = [HeardWord(word, -0.1) for word in heard]
    assert surplus(pairs, clear, missing=()) == ()
    assert set(surplus(pairs, clear, missing=(1,))) == {"toom", "like"}


def test_evidence_counts_what_the_sound_adds() -> None:
    assert not in_doubt(WordEvidence(1.0, -5.4, 0.4, 1.0))  # "Franzi" for "Phronsie"
    assert in_doubt(WordEvidence(1.0, -5.4, 0.1, 1.0))
    assert in_doubt(WordEvidence(0.3, -1.0, 0.1, 1.0))
    assert not in_doubt(WordEvidence(0.0, -4.0, 0.1, 1.0))


def test_a_word_in_doubt_is_missing_where_the_take_is_likelier_without_it() -> None:
    little, nothing = (WordEvidence(0.8, -4.0, gain, 1.0) for gain in (0.2, -0.5))
    assert is_missing(little, ratio=-2.0)
    assert not is_missing(little, ratio=0.0)
    assert is_missing(nothing, ratio=0.0)
    assert not is_missing(nothing, ratio=6.0)  # "has" of "Tina has a tea", unclear


@pytest.mark.parametrize(
    ("heard", "missing", "likely", "expected"),
    [
        ("dogs bark here", (), -0.1, True),
        ("dogs here", (1,), -0.1, True),
        ("dogs park here", (), -0.1, False),  # "bark" was said after all
        ("dogs sleep here", (1,), -0.1, True),
        ("dogs sleep here", (1,), -2.0, False),
        ("dogs bark here well", (), -2.0, False),
    ],
)
def test_a_transcript_is_quoted_where_it_is_sure_and_contradicts_nothing(
    heard: str, missing: tuple[int, ...], likely: float, expected: bool
) -> None:
    words = [HeardWord(word, likely) for word in heard.split()]
    pairs = pair_words(["dogs", "bark", "here"], heard.split())
    partial = PhraseVerdict.PARTIAL
    assert is_quotable(HEARING, partial, pairs, words, missing) is expected


def test_a_transcript_with_a_word_that_is_called_missing_is_not_quoted() -> None:
    words = [HeardWord(word, -0.1) for word in ("we", "bought", "the", "bread")]
    same = [word.spoken for word in words]
    pairs, match = pair_words(same, same), PhraseVerdict.MATCH
    assert is_quotable(HEARING, match, pairs, words, ())
    assert not is_quotable(HEARING, PhraseVerdict.PARTIAL, pairs, words, (2,))


def test_another_phrase_is_quoted_where_it_was_decoded_with_confidence() -> None:
    unsure = replace(HEARING, heard_log_likelihoods=(-1.0, -2.0))
    for hearing, verdict, expected in (
        (HEARING, PhraseVerdict.OTHER_PHRASE, True),
        (unsure, PhraseVerdict.OTHER_PHRASE, False),
        (HEARING, PhraseVerdict.NO_SPEECH, False),
    ):
        assert is_quotable(hearing, verdict, (), (), ()) is expected


@pytest.fixture(scope="module")
def listen(engine_config, speech_data):
    """Check one take of a corpus, by its place in the manifest, against a text."""
    import soundfile

    recognizer = models_of(engine_config).recognizer

    def check(corpus: str, row: int, text: str | None = None):
        folder = speech_data / corpus
        rows = list(csv.DictReader((folder / "manifest.csv").open()))
        waveform, _ = soundfile.read(folder / rows[row]["path"], dtype="float32")
        plan = plan_phrase(text or rows[row]["text"])
        return check_phrase(
            recognizer, recognizer.whisper.encode([waveform]), plan, 1.0
        )

    return check


@pytest.mark.weights
@pytest.mark.data
@pytest.mark.parametrize(
    ("corpus", "row"), [("ravdess", 300), ("timit_sample", 40), ("librispeech", 0)]
)
def test_natives_match_their_phrase(listen, corpus, row) -> None:
    check = listen(corpus, row)
    assert check.verdict is PhraseVerdict.MATCH
    assert check.missing == check.extra == ()
    assert check.log_likelihood_asked > -2.0


@pytest.mark.weights
@pytest.mark.data
def test_the_other_ravdess_sentence_does_not_pass(listen) -> None:
    check = listen("ravdess", 0, "Dogs are sitting by the door.")
    assert check.verdict is PhraseVerdict.OTHER_PHRASE
    assert 2 in check.missing
    assert check.heard.startswith("Kids are talking")


@pytest.mark.weights
@pytest.mark.data
def test_a_word_that_was_not_said_is_missing(listen) -> None:
    check = listen("ravdess", 0, "Kids are talking by the kitchen door.")
    assert check.verdict is PhraseVerdict.PARTIAL
    assert check.missing == (5,)


@pytest.mark.weights
def test_silence_and_noise_are_no_speech(engine_config) -> None:
    import numpy as np

    recognizer = models_of(engine_config).recognizer
    plan = plan_phrase("Kids are talking by the door.")
    noise = np.random.default_rng(0).normal(0, 0.1, 32_000).astype(np.float32)
    for waveform in (np.zeros(32_000, np.float32), noise):
        check = check_phrase(
            recognizer, recognizer.whisper.encode([waveform]), plan, 1.0
        )
        assert check.verdict is PhraseVerdict.NO_SPEECH
