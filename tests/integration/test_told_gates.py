"""Release gate of what is told: natives who trained nothing, and takes of known truth.

A short form of what docs/experiments/told.md measures; the limits leave room for so
small a sample.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

import emotion_engine as engine
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.lab.evaluation.melodies import TREATMENTS
from emotion_engine.lab.evaluation.told import evaluate_told
from emotion_engine.models import models_of
from emotion_engine.results import FindingCode, StressState, UtteranceReport
from emotion_engine.resynthesis import world
from emotion_engine.voice.synthesis import synthesize_phones
from tests.speech import synthetic_take, write_wav

pytestmark = [pytest.mark.weights, pytest.mark.slow]
Hear = Callable[..., UtteranceReport]
Code = FindingCode
TOP_BAND = 9.0


@pytest.mark.data
def test_native_readers_are_told_nothing_wrong(
    speech_data: Path, engine_config: engine.EngineConfig
) -> None:
    figures = evaluate_told(
        [speech_data / "librispeech_clean"],
        engine_config,
        n_takes=8,
        max_words=8,
        seed=0,
    )["librispeech_clean"]
    assert figures["without_wrong"] >= 0.85
    assert figures["words"]["missing"] == 0
    assert figures["words"]["stress_elsewhere"] <= 0.02


@pytest.fixture
def hear(engine_config: engine.EngineConfig, tmp_path: Path) -> Hear:
    """Analyse what the model voice says, in a quiet room."""

    def analyse(
        text: str,
        *,
        said: str | None = None,
        phones: Mapping[int, str] | None = None,
        change: Callable[[np.ndarray], np.ndarray] = np.asarray,
    ) -> UtteranceReport:
        if phones:
            spelt = {index: tuple(one.split()) for index, one in phones.items()}
            voice = models_of(engine_config).voice
            spoken = synthesize_phones(plan_phrase(text), spelt, voice=voice)
        else:
            spoken = synthetic_take(said or text, engine_config.weights_dir)
        sound = change(np.array(spoken))
        room = np.random.default_rng(0).normal(0, 2e-4, len(sound))
        path = write_wav(tmp_path / "take.wav", sound + room)
        report = engine.analyze_utterance(path, text=text, config=engine_config)
        assert report.assessable, report.reason
        return report

    return analyse


def codes(report: UtteranceReport) -> set[FindingCode]:
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("text", "index", "phones"),
    [
        ("My brother is an engineer.", 4, "EH2 N JH AH0 N IH1 R"),
        ("The proceeds go to the school.", 1, "P R OW1 S IY2 D Z"),
        ("The car is in the garage.", 5, "G AE1 R AA2 ZH"),
    ],
)
def test_a_right_stress_is_not_called_wrong(
    hear: Hear, text: str, index: int, phones: str
) -> None:
    report = hear(text, phones={index: phones})
    assert report.words[index].stress_state is not StressState.ELSEWHERE
    assert Code.STRESS_ELSEWHERE not in codes(report)


def test_a_wrong_stress_is_told(hear: Hear) -> None:
    report = hear("My brother is an engineer.", phones={4: "EH1 N JH AH0 N IH2 R"})
    assert report.words[4].stress_state is StressState.ELSEWHERE


@pytest.mark.parametrize(
    ("text", "index", "phones", "instead", "is_asked"),
    [
        ("This is the third time.", 3, "F ER1 D", ("TH", "F"), False),
        ("I left it near the river.", 5, "L IH1 V ER0", ("R", "L"), False),
        ("He drives a red van.", 4, "B AE1 N", ("V", "B"), True),
    ],
)
def test_one_exchanged_sound_in_a_clear_phrase_is_named(
    hear: Hear,
    text: str,
    index: int,
    phones: str,
    instead: tuple[str, str],
    is_asked: bool,
) -> None:
    report = hear(text, phones={index: phones})
    (named,) = (f for f in report.findings if f.code is Code.SOUND_DIFFERENT)
    assert (named.word_index, named.is_asked) == (index, is_asked)
    sounds = (named.details["expected_sound"], named.details["heard_sound"])
    assert sounds == instead


@pytest.mark.parametrize("text", ["Mr. Brown is my teacher.", "I have 101 books."])
def test_no_break_is_asked_for_where_no_sentence_ends(hear: Hear, text: str) -> None:
    assert Code.BREAK_MISSING not in codes(hear(text))


def said_as(text: str, readings: Mapping[int, str]) -> str:
    """Write a phrase out as it is said, for the model voice."""
    plan = plan_phrase(text).said_as(readings)
    return " ".join(word.spoken for word in plan.spoken_words)


@pytest.mark.parametrize(
    ("text", "index", "reading"),
    [
        ("It opens at 12:00 PM.", 3, "twelve"),
        ("We meet at 7:00.", 3, "seven"),
        ("The train leaves at 7:45.", 4, "a quarter to eight"),
        ("My room number is 205.", 4, "two oh five"),
        ("I have 101 books.", 2, "one hundred and one"),
        ("In 2017 we moved here.", 1, "two thousand seventeen"),
        ("She lives on Main St.", 4, "street"),
        ("The shop is open 24/7.", 4, "twenty four seven"),
        ("It costs $5.50.", 2, "five dollars and fifty cents"),
        ("He ate 1/2 of the cake.", 2, "half"),
    ],
)
def test_every_usual_reading_is_right(
    hear: Hear, text: str, index: int, reading: str
) -> None:
    report = hear(text, said=said_as(text, {index: reading}))
    assert codes(report) == {Code.WELL_DONE}
    plan = plan_phrase(text).said_as({index: reading})
    spoken = [s.text for s in report.words[index].syllables]
    assert spoken == [s.text for s in plan.words[index].syllables]


def test_another_number_is_no_reading(hear: Hear) -> None:
    report = hear("My room number is 205.", said="My room number is three hundred.")
    assert [word.text for word in report.words if not word.heard] == ["205"]


def test_soft_hyphens_are_not_there(hear: Hear) -> None:
    text = "My pro\u00adnun\u00adci\u00ada\u00adtion is good."
    assert codes(hear(text, said="My pronunciation is good.")) == {Code.WELL_DONE}


def test_a_word_that_was_left_out_is_missing_and_no_other(hear: Hear) -> None:
    report = hear("We bought fresh bread and milk.", said="We bought bread and milk.")
    assert [word.text for word in report.words if not word.heard] == ["fresh"]


@pytest.mark.parametrize(
    ("text", "index", "phones"),
    [
        ("He is working at home.", 2, "W ER1 K"),
        ("My brother likes cold milk.", 2, "L AY1 K"),
    ],
)
def test_an_ending_that_was_left_out_is_named_and_one_that_was_said_is_not(
    hear: Hear, text: str, index: int, phones: str
) -> None:
    report = hear(text, phones={index: phones})
    (finding,) = [f for f in report.findings if f.code is Code.ENDING_MISSING]
    assert finding.word_index == index
    assert Code.ENDING_MISSING not in codes(hear(text))


def test_a_last_word_that_was_cut_off_is_missing(hear: Hear) -> None:
    text = "Science needs a scientific method."
    report = hear(text, said="Science needs a scientific.")
    assert [word.text for word in report.words if not word.heard] == ["method"]


def thrice(waveform: np.ndarray) -> np.ndarray:
    """Say it three times."""
    return np.tile(waveform, 3)


def test_a_phrase_said_three_times_is_judged_by_the_last_time(hear: Hear) -> None:
    text = "I want to schedule a meeting."
    once, report = hear(text), hear(text, change=thrice)
    assert Code.SAID_AGAIN in codes(report)
    assert Code.SAID_AGAIN not in codes(once)
    before_s = 2 * report.quality.duration_s / 3
    assert [w.start_s - before_s for w in report.words] == pytest.approx(
        [w.start_s for w in once.words], abs=0.05
    )


def monotone(waveform: np.ndarray) -> np.ndarray:
    """Resynthesise a take on one note."""
    frames = world.analyse(waveform)
    voiced = frames.f0_hz > 0
    frames.f0_hz[voiced] = np.median(frames.f0_hz[voiced])
    return world.synthesise(frames, world.Changes.none(len(frames)))


def test_a_monotone_is_named_and_not_praised(hear: Hear) -> None:
    text = "I think that the weather will be better tomorrow."
    report = hear(text, change=monotone)
    assert Code.MELODY_TOO_FLAT in codes(report)
    assert report.delivery.prosody.high < TOP_BAND
    assert Code.MELODY_TOO_FLAT not in codes(hear(text))


def treated(name: str) -> Callable[[np.ndarray], np.ndarray]:
    """Resynthesise a take as ``evaluate melodies`` does."""

    def change(waveform: np.ndarray) -> np.ndarray:
        frames = TREATMENTS[name](world.analyse(waveform))
        return world.synthesise(frames, world.Changes.none(len(frames)))

    return change


def test_a_melody_upside_down_is_named_and_not_praised(hear: Hear) -> None:
    text = "My brother lives in a small house near the river."
    report = hear(text, change=treated("upside_down"))
    assert Code.MELODY_UPSIDE_DOWN in codes(report)
    assert report.delivery.prosody.high < TOP_BAND


@pytest.mark.parametrize(
    "text",
    [
        "My brother lives in a small house near the river.",
        "I think that the weather will be better tomorrow.",
    ],
)
def test_the_model_voices_own_melody_is_not_upside_down(hear: Hear, text: str) -> None:
    report = hear(text, change=treated("copied"))
    assert Code.MELODY_UPSIDE_DOWN not in codes(report)
    assert report.delivery.prosody.high >= TOP_BAND


def test_the_melody_of_a_whisper_is_not_judged_and_that_is_said(hear: Hear) -> None:
    text = "I think that the weather will be better tomorrow."
    report = hear(text, change=treated("whispered"))
    assert Code.MELODY_NOT_HEARD in codes(report)
    assert report.delivery.prosody is None
