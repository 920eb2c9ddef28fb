"""A voice that follows a pattern has its melody, its lengths and its loudness."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import soundfile

from emotion_engine.errors import RenditionError
from emotion_engine.lab.detectors import track_f0
from emotion_engine.rendition.make import change, timeline, write_wav
from emotion_engine.rendition.pattern import Pattern, SyllablePattern
from emotion_engine.rendition.said import said_words
from emotion_engine.results import Melody, Span, UtteranceReport, WordResult
from tests.reports import report
from tests.signals import SAMPLE_RATE, Syllable, noise, silence, syllable_train
from tests.spoken import said_word

MEDIAN_HZ = 150.0
SAID = [Syllable(150.0, duration_s=0.2, vowel=vowel) for vowel in "aeioua"]
MELODY_ST = (-2.0, 3.0, 0.0, 4.0, -3.0, -5.0)
LENGTHS = (0.8, 1.3, 0.8, 1.4, 0.9, 0.8)
LEVELS_DB = (0.0, 4.0, -4.0, 3.0, 0.0, -3.0)


@pytest.fixture(scope="module")
def train():
    """Six vowels of 0.2 s on one note, a twentieth of a second apart."""
    return syllable_train(SAID)


def report_of(nuclei: tuple[Span, ...], **facts: Any) -> UtteranceReport:
    """A report in which each vowel is a word of one syllable."""
    words = tuple(word_at(index, nucleus) for index, nucleus in enumerate(nuclei))
    melody = Melody(0.01, 0.0, (), MEDIAN_HZ)
    return report(**({"words": words, "melody": melody} | facts))


def word_at(index: int, nucleus: Span) -> WordResult:
    """A word that is nothing but its vowel."""
    word = said_word(index, (1,))
    place = {"start_s": nucleus.start_s, "end_s": nucleus.end_s}
    syllable = replace(
        word.syllables[0],
        nucleus=nucleus,
        relative_duration=1.0,
        level_db=0.0,
        **place,
    )
    return replace(word, syllables=(syllable,), **place)


def pattern(**changes: Any) -> Pattern:
    """Six syllables, flat, even and alike in loudness unless changed."""
    n = len(SAID)
    melody = changes.pop("melody", [0.0] * n)
    lengths = changes.pop("lengths", [None] * n)
    levels = changes.pop("levels", [None] * n)
    syllables = {
        (i, 0): SyllablePattern((melody[i],) * 6, lengths[i], levels[i])
        for i in range(n)
    }
    plain = Pattern("native", 24, syllables, None, (False,) * n)
    return replace(plain, **changes)


def f0_st(waveform: np.ndarray, span: Span) -> float:
    """Median F0 of the middle of a stretch, by the tracker that WORLD does not use."""
    track = track_f0(waveform)
    edge_s = 0.25 * span.duration_s
    inside = (track.times_s > span.start_s + edge_s) & (
        track.times_s < span.end_s - edge_s
    )
    return float(12 * np.log2(np.nanmedian(track.f0_hz[inside]) / MEDIAN_HZ))


def level_db(waveform: np.ndarray, span: Span) -> float:
    edge_s = 0.25 * span.duration_s
    start, end = span.start_s + edge_s, span.end_s - edge_s
    part = waveform[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
    return float(10 * np.log10(np.mean(part**2)))


def moved(nuclei: tuple[Span, ...], wanted) -> list[Span]:
    return [Span(wanted.moved_s(n.start_s), wanted.moved_s(n.end_s)) for n in nuclei]


def test_the_melody_is_the_patterns_about_the_learners_own_median(train) -> None:
    changed, wanted = change(
        train.waveform, report_of(train.nuclei), pattern(melody=MELODY_ST)
    )
    for st, span in zip(MELODY_ST, moved(train.nuclei, wanted), strict=True):
        assert f0_st(changed, span) == pytest.approx(st, abs=0.4)  # semitones


def test_the_vowels_last_as_long_beside_each_other_as_the_patterns(train) -> None:
    changed, wanted = change(
        train.waveform, report_of(train.nuclei), pattern(lengths=LENGTHS)
    )
    voiced = ~np.isnan(track_f0(changed).f0_hz)
    for length, span in zip(LENGTHS, moved(train.nuclei, wanted), strict=True):
        assert span.duration_s == pytest.approx(0.2 * length, abs=0.006)  # a frame
        first = round(100 * span.start_s)
        heard_s = 0.01 * voiced[first - 4 : round(100 * span.end_s) + 4].sum()
        assert heard_s == pytest.approx(span.duration_s, abs=0.04)  # two frames an end


def test_a_syllable_is_never_stretched_beyond_what_a_voice_bears(train) -> None:
    _, wanted = change(
        train.waveform, report_of(train.nuclei), pattern(lengths=[5, 0.1] * 3)
    )
    first, second = moved(train.nuclei, wanted)[:2]
    assert first.duration_s == pytest.approx(0.2 * 1.7, abs=0.006)
    assert second.duration_s == pytest.approx(0.2 * 0.6, abs=0.006)


def test_the_loudness_contrast_is_the_patterns_and_the_level_stays(train) -> None:
    changed, wanted = change(
        train.waveform, report_of(train.nuclei), pattern(levels=LEVELS_DB)
    )
    levels = np.array([level_db(changed, s) for s in moved(train.nuclei, wanted)])
    assert levels - levels[0] == pytest.approx(LEVELS_DB, abs=1.0)  # dB
    before = np.sqrt(np.mean(train.waveform**2))
    assert np.sqrt(np.mean(changed**2)) == pytest.approx(before, rel=0.1)


def test_only_the_named_words_change_and_the_rest_keeps_its_samples(train) -> None:
    changed, wanted = change(
        train.waveform,
        report_of(train.nuclei),
        pattern(melody=MELODY_ST, lengths=LENGTHS),
        only=(3,),
    )
    before, behind = train.nuclei[3].start_s - 0.02, train.nuclei[3].end_s + 0.02
    first = int(before * SAMPLE_RATE)
    assert np.array_equal(changed[:first], train.waveform[:first])
    rest = train.waveform[int(behind * SAMPLE_RATE) :]
    assert np.array_equal(changed[len(changed) - len(rest) :], rest)
    spans = moved(train.nuclei, wanted)
    assert f0_st(changed, spans[3]) == pytest.approx(MELODY_ST[3], abs=0.4)
    assert f0_st(changed, spans[1]) == pytest.approx(0.0, abs=0.2)


def test_a_pause_where_natives_go_on_nearly_goes_and_a_usual_one_stays() -> None:
    train = syllable_train([replace(s, gap_s=0.4) for s in SAID])
    usual = (True, *[False] * 5)
    _, wanted = change(
        train.waveform, report_of(train.nuclei), pattern(may_pause=usual)
    )
    spans = moved(train.nuclei, wanted)
    assert spans[1].start_s - spans[0].end_s == pytest.approx(0.4, abs=0.01)
    assert spans[2].start_s - spans[1].end_s == pytest.approx(0.06, abs=0.01)


def test_the_whole_take_takes_the_patterns_pace(train) -> None:
    spoken_s = train.nuclei[-1].end_s - train.nuclei[0].start_s
    said = len(SAID) / spoken_s
    _, wanted = change(
        train.waveform,
        report_of(train.nuclei),
        pattern(syllables_per_s=said / 1.25, lengths=[1.0] * 6),
    )
    assert moved(train.nuclei, wanted)[0].duration_s == pytest.approx(0.25, abs=0.006)


def test_what_has_no_voice_gets_none() -> None:
    hiss = np.concatenate([silence(0.3), noise(0.2), silence(0.3)])
    said = report_of((Span(0.3, 0.5),))
    changed, _ = change(hiss, said, pattern(melody=[6.0] * 6))
    assert np.isnan(track_f0(changed).f0_hz).all()


def test_nothing_clips_and_nothing_changes_before_and_behind_the_phrase(train) -> None:
    loud = train.waveform * (0.98 / np.abs(train.waveform).max())
    changed, _ = change(loud, report_of(train.nuclei), pattern(levels=[9.0, -9.0] * 3))
    assert np.abs(changed).max() < 1.0
    lead = int((train.nuclei[0].start_s - 0.02) * SAMPLE_RATE)
    assert np.array_equal(changed[:lead], loud[:lead])


def test_words_with_other_syllables_than_the_pattern_stay(train) -> None:
    syllables = dict(pattern(melody=MELODY_ST).syllables)
    syllables[3, 1] = syllables[3, 0]
    changed, wanted = change(
        train.waveform, report_of(train.nuclei), pattern(syllables=syllables)
    )
    spans = moved(train.nuclei, wanted)
    assert f0_st(changed, spans[3]) == pytest.approx(0.0, abs=0.4)
    assert f0_st(changed, spans[1]) == pytest.approx(MELODY_ST[1], abs=0.4)


def test_the_timeline_brings_the_same_syllables_together(train) -> None:
    said = report_of(train.nuclei)
    _, wanted = change(train.waveform, said, pattern(lengths=LENGTHS))
    moments = dict(timeline(said_words(said), wanted))
    for before, after in zip(train.nuclei, moved(train.nuclei, wanted), strict=True):
        assert moments[before.start_s] == pytest.approx(after.start_s)
        assert moments[before.end_s] == pytest.approx(after.end_s)


@pytest.mark.parametrize("facts", [{"assessable": False}, {"melody": None}])
def test_a_take_that_was_not_judged_has_no_rendition(train, facts) -> None:
    with pytest.raises(RenditionError, match="judged"):
        change(train.waveform, report_of(train.nuclei, **facts), pattern())


def test_where_nothing_is_wrong_there_is_nothing_to_change(train) -> None:
    with pytest.raises(RenditionError, match="Nothing"):
        change(train.waveform, report_of(train.nuclei), pattern(), only=())


def test_what_is_written_is_the_take_to_half_a_step_of_16_bits(train, tmp_path) -> None:
    write_wav(tmp_path / "out.wav", train.waveform)
    written, rate = soundfile.read(tmp_path / "out.wav", dtype="float32")
    assert rate == SAMPLE_RATE
    assert np.abs(written - train.waveform).max() <= 0.5 / 32768
