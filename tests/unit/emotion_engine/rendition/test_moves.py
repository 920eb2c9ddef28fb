"""One cue is moved to the natives' median, the others stay."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.lab.detectors import track_f0
from emotion_engine.profiles.measures import MEASURES
from emotion_engine.rendition.moves import MOVES, Voice, move
from emotion_engine.rendition.said import SaidSyllable, SaidWord
from emotion_engine.rendition.wanted import render
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import analyse
from tests.signals import SAMPLE_RATE, Syllable, syllable_train

NOTES_HZ = (150.0, 180.0, 130.0, 165.0)
STRESSES = (0, 1, 0, 1)
LEVELS_DB = (-1.0, 1.0, -1.0, 1.0)


def voice_of(train) -> Voice:
    words = []
    for index, nucleus in enumerate(train.nuclei):
        syllable = SaidSyllable(
            (index, 0), nucleus, nucleus, 1.0, LEVELS_DB[index], STRESSES[index]
        )
        words.append(SaidWord(index, nucleus, (syllable,)))
    return Voice(analyse(train.waveform), words, 157.0)


@pytest.fixture(scope="module")
def train():
    return syllable_train([Syllable(hz, duration_s=0.2) for hz in NOTES_HZ])


def heard(train, name: str, value: float, median: float):
    """The take with one measure moved, and where its syllables are then."""
    voice = voice_of(train)
    wanted = move(voice, name, value, median)
    changed = render(train.waveform, voice.frames, wanted)
    spans = [
        Span(wanted.moved_s(n.start_s), wanted.moved_s(n.end_s)) for n in train.nuclei
    ]
    return changed, spans


def melody_st(waveform: np.ndarray, spans: list[Span]) -> np.ndarray:
    """Median F0 of the middle of each stretch, by the tracker that WORLD does not use."""
    track = track_f0(waveform)
    notes = []
    for span in spans:
        inside = (track.times_s > span.start_s + 0.05) & (
            track.times_s < span.end_s - 0.05
        )
        notes.append(np.nanmedian(track.f0_hz[inside]))
    return 12 * np.log2(np.array(notes) / 157.0)


def levels_db(waveform: np.ndarray, spans: list[Span]) -> np.ndarray:
    parts = [
        waveform[int(s.start_s * SAMPLE_RATE) : int(s.end_s * SAMPLE_RATE)]
        for s in spans
    ]
    return np.array([10 * np.log10(np.mean(part**2)) for part in parts])


def test_every_measure_can_be_moved() -> None:
    assert set(MOVES) == set(MEASURES)


def test_a_wider_range_spreads_the_melody_about_the_median(train) -> None:
    before = melody_st(train.waveform, list(train.nuclei))
    changed, spans = heard(train, "pitch_range_st", 5.0, 10.0)
    assert melody_st(changed, spans) == pytest.approx(2 * before, abs=0.4)  # st
    assert [s.duration_s for s in spans] == pytest.approx([0.2] * 4)


def test_a_final_rise_lifts_the_end_of_the_last_word_alone(train) -> None:
    before = melody_st(train.waveform, list(train.nuclei))
    changed, spans = heard(train, "final_movement_st", 0.0, 6.0)
    after = melody_st(changed, spans)
    assert after[:3] == pytest.approx(before[:3], abs=0.3)
    assert after[3] - before[3] == pytest.approx(3.0, abs=0.8)  # half way up


def test_a_slower_rate_stretches_all_but_the_pauses() -> None:
    slow = syllable_train([Syllable(150.0, duration_s=0.2, gap_s=0.3)] * 4)
    _, spans = heard(slow, "rate_syllables_per_s", 5.0, 4.0)
    assert spans[1].duration_s == pytest.approx(0.25, abs=0.006)
    assert spans[1].start_s - spans[0].end_s == pytest.approx(0.3, abs=0.011)


def test_shorter_pauses_leave_the_words_as_they_are() -> None:
    halting = syllable_train([Syllable(150.0, duration_s=0.2, gap_s=0.4)] * 4)
    _, spans = heard(halting, "pause_s", 1.2, 0.3)
    assert spans[1].start_s - spans[0].end_s == pytest.approx(0.1, abs=0.01)
    assert spans[1].duration_s == pytest.approx(0.2, abs=0.006)


def test_more_loudness_contrast_spreads_the_levels(train) -> None:
    changed, spans = heard(train, "loudness_contrast_db", 2.0, 6.0)
    levels = levels_db(changed, spans)
    before = levels_db(train.waveform, list(train.nuclei))
    gained = (levels - before) - (levels - before).mean()
    assert gained == pytest.approx([-2.0, 2.0, -2.0, 2.0], abs=0.7)  # dB


def test_stressed_syllables_get_longer_beside_the_others(train) -> None:
    _, spans = heard(train, "stressed_duration_ratio", 1.0, 1.44)
    ratios = [spans[1].duration_s / spans[0].duration_s]
    ratios += [spans[3].duration_s / spans[2].duration_s]
    assert ratios == pytest.approx([1.44, 1.44], rel=0.06)  # whole frames


def test_where_there_is_no_pause_none_can_be_moved(train) -> None:
    assert move(voice_of(train), "pause_s", 0.0, 0.4) is None


def test_a_last_word_without_voice_cannot_rise(train) -> None:
    quiet = replace(train, waveform=train.waveform.copy())
    quiet.waveform[int(train.nuclei[3].start_s * SAMPLE_RATE) :] = 0
    assert move(voice_of(quiet), "final_movement_st", 0.0, 6.0) is None


def test_outside_of_the_phrase_the_samples_stay(train) -> None:
    changed, _ = heard(train, "pitch_range_st", 5.0, 10.0)
    lead = int((train.nuclei[0].start_s - 0.02) * SAMPLE_RATE)
    assert np.array_equal(changed[:lead], train.waveform[:lead])
