"""The reading that was said, from the transcript and from the sound."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.models import models_of
from emotion_engine.phrase_check.check import hear_phrases
from emotion_engine.phrase_check.hearing import Hearing
from emotion_engine.phrase_check.readings import (
    choose_readings,
    differing,
    fitting_transcript,
    pair_plan,
    text_said_as,
)
from emotion_engine.phrase_check.words import Pair
from tests.speech import synthetic_take


def hearing(heard: str) -> Hearing:
    pieces = tuple(f" {word}" for word in heard.split())
    return Hearing(
        heard=heard,
        heard_pieces=pieces,
        heard_log_likelihoods=(-0.1,) * len(pieces),
        asked_log_likelihoods=(-0.1,),
        language="en",
        language_probability=0.99,
        english_probability=0.99,
        no_speech_probability=0.1,
    )


@pytest.mark.parametrize(
    ("text", "index", "heard", "best"),
    [
        ("We meet at 7:00.", 3, "we meet at seven", "seven"),
        ("We meet at 7:00.", 3, "we meet at seven o'clock", "seven o'clock"),
        ("Main St.", 1, "Main Street", "street"),
        ("Room 205.", 1, "room two oh five", "two oh five"),
        ("A 1/2 mile.", 1, "a half mile", "half"),
    ],
)
def test_a_transcript_in_words_shows_the_reading(
    text: str, index: int, heard: str, best: str
) -> None:
    plan = plan_phrase(text)
    assert fitting_transcript(plan, plan.words[index], hearing(heard))[0] == best


def test_a_transcript_in_figures_leaves_all_readings_open() -> None:
    plan = plan_phrase("Room 205.")
    word = plan.words[1]
    assert fitting_transcript(plan, word, hearing("Room 205")) == list(word.readings)


def test_readings_that_sound_alike_are_one() -> None:
    assert differing(["to", "two", "too", "ten"]) == ["to", "ten"]


@pytest.mark.parametrize(
    ("text", "index", "reading", "scored"),
    [
        ("Room 205.", 1, "two oh five", " Room two oh five."),
        ("In the US.", 2, "u.s.", " In the US."),
        ("In the US.", 2, "us", " In the us."),
        ("At NASA.", 1, "n. a. s. a.", " At N.A.S.A.."),
        ("At NASA.", 1, "nasa", " At NASA."),
    ],
)
def test_a_reading_is_scored_as_the_recogniser_would_write_it(
    text: str, index: int, reading: str, scored: str
) -> None:
    assert text_said_as(plan_phrase(text), index, reading) == scored


def test_the_words_of_a_number_are_one_pair() -> None:
    plan = plan_phrase("Room 205 please.")
    pairs = pair_plan(plan, ["room", "two", "hundred", "five", "please"])
    assert pairs == [
        Pair((0,), (0,), 0.0),
        Pair((1,), (1, 2, 3), 0.0),
        Pair((2,), (4,), 0.0),
    ]


def test_another_digit_is_another_number() -> None:
    pairs = pair_plan(plan_phrase("Room 205."), ["room", "two", "hundred", "nine"])
    (number,) = [pair for pair in pairs if 1 in pair.asked]
    assert number.distance > 0.5


def test_what_was_heard_inside_a_number_belongs_to_it() -> None:
    heard = ["room", "two", "hundred", "well", "five"]
    pairs = pair_plan(plan_phrase("Room 205."), heard)
    assert pairs[-1] == Pair((1,), (1, 2, 3, 4), 0.0)


@pytest.mark.weights
def test_the_sound_decides_between_readings_of_figures(engine_config) -> None:
    models = models_of(engine_config)
    recognizer, plan = models.recognizer, plan_phrase("My room number is 205.")
    for reading in ("two hundred five", "two oh five"):
        spoken = synthetic_take(
            f"My room number is {reading}.", engine_config.weights_dir
        )
        encoding = recognizer.whisper.encode([np.array(spoken)])
        (heard,) = hear_phrases(recognizer, encoding, [plan])
        chosen = choose_readings(recognizer, encoding, heard, plan)
        assert chosen.words[4].spoken == reading
