"""The recording is measured, and each reason not to judge it is recognised."""

from dataclasses import replace
from itertools import cycle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.quality import measure_quality, why_not_assessable
from emotion_engine.config import AudioLimits
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.results import AudioQuality, Reason
from tests.signals import Syllable, noise, ogg_vorbis, silence, syllable_train, wav

LIMITS = AudioLimits()
TRAIN = syllable_train(
    [
        Syllable(f0, end_hz=0.9 * f0, vowel=vowel, duration_s=0.16, gap_s=0.03, rms=rms)
        for f0, vowel, rms in zip(
            [120, 140, 115, 110, 130, 100, 125, 95], cycle("aieo"), cycle([0.1, 0.04])
        )
    ],
    lead_s=1.0,
    tail_s=1.0,
)  # fmt: skip
SPEECH = TRAIN.waveform
SPEECH_DBFS = -22.4  # two levels in turn, three pauses' worth of gaps


def quality_of(samples: np.ndarray | bytes) -> AudioQuality:
    data = samples if isinstance(samples, bytes) else wav(samples)
    audio = load_audio(data, LIMITS)
    return measure_quality(audio, detect_speech(audio.waveform))


def reason_for(samples: np.ndarray | bytes) -> Reason | None:
    return why_not_assessable(quality_of(samples), LIMITS)


def overdriven(samples: np.ndarray, gain_db: float) -> np.ndarray:
    return np.clip(samples / np.abs(samples).max() * 10 ** (gain_db / 20), -1, 1)


def test_clean_speech_is_assessable() -> None:
    quality = quality_of(SPEECH)
    assert why_not_assessable(quality, LIMITS) is None
    assert quality.clipping_share == 0
    assert quality.level_dbfs == pytest.approx(SPEECH_DBFS, abs=2)
    assert quality.peak_dbfs == pytest.approx(
        20 * np.log10(np.abs(SPEECH).max()), abs=0.1
    )
    assert quality.duration_s == pytest.approx(len(SPEECH) / 16_000)


@pytest.mark.parametrize(
    ("samples", "reason"),
    [
        (silence(2), Reason.NO_SPEECH),
        (noise(2), Reason.NO_SPEECH),
        (SPEECH[16_000:19_200], Reason.TOO_SHORT),
        (np.tile(SPEECH, 10), Reason.TOO_LONG),
        (SPEECH * 0.001, Reason.TOO_QUIET),
        (SPEECH + noise(5, rms=0.08)[: len(SPEECH)], Reason.TOO_NOISY),
        (overdriven(SPEECH, 20), Reason.CLIPPED),
        (0.3 * overdriven(SPEECH, 20), Reason.CLIPPED),
        (overdriven(SPEECH, 3), None),
        (SPEECH * 0.02, None),
    ],
    ids=[
        *("silence", "noise", "200 ms", "too long", "distant", "noisy", "overdriven"),
        *("overdriven, then quiet", "hardly overdriven", "quiet"),
    ],
)
def test_each_fault_has_its_reason(samples: np.ndarray, reason: Reason | None) -> None:
    assert reason_for(samples) == reason


def test_three_minutes_are_too_long() -> None:
    assert reason_for(np.tile(SPEECH, 60)[: 180 * 16_000]) == Reason.TOO_LONG


def test_clipping_is_noticed_through_a_lossy_codec() -> None:
    assert reason_for(ogg_vorbis(0.9 * overdriven(SPEECH, 30))) == Reason.CLIPPED


@settings(max_examples=8, deadline=None)
@given(st.floats(-6, 6))
def test_gain_within_6_db_changes_only_the_levels(gain_db: float) -> None:
    before = quality_of(SPEECH)
    after = quality_of(wav(SPEECH * 10 ** (gain_db / 20), subtype="PCM_24"))
    assert after.level_dbfs - before.level_dbfs == pytest.approx(gain_db, abs=0.1)
    assert after.peak_dbfs - before.peak_dbfs == pytest.approx(gain_db, abs=0.1)
    assert after.snr_db == pytest.approx(before.snr_db, abs=0.5)
    assert after.bandwidth_hz == pytest.approx(before.bandwidth_hz, abs=100)
    assert after.clipping_share == pytest.approx(before.clipping_share, abs=0.002)
    assert after.speech_s == before.speech_s


@pytest.mark.parametrize("snr_db", [30, 20, 10])
def test_signal_to_noise_ratio_is_found_again(snr_db: float) -> None:
    audio = load_audio(wav(SPEECH), LIMITS)
    spans = detect_speech(SPEECH)
    spoken = np.concatenate(
        [SPEECH[round(s.start_s * 16_000) : round(s.end_s * 16_000)] for s in spans]
    )
    rms = np.sqrt(np.mean(spoken**2)) * 10 ** (-snr_db / 20)
    noisy = replace(audio, waveform=SPEECH + noise(9, rms=rms)[: len(SPEECH)])
    assert measure_quality(noisy, spans).snr_db == pytest.approx(snr_db, abs=1)


def test_silence_around_it_changes_neither_level_nor_clipping() -> None:
    clipped = overdriven(SPEECH, 12)
    padded = np.concatenate([silence(2), clipped, silence(2)])
    before, after = quality_of(clipped), quality_of(padded)
    assert after.clipping_share == pytest.approx(before.clipping_share, rel=0.2)
    assert after.level_dbfs == pytest.approx(before.level_dbfs, abs=0.5)


def test_a_constant_offset_is_no_level() -> None:
    shifted = quality_of(SPEECH * 0.02 + 0.1)
    assert shifted.level_dbfs == pytest.approx(
        quality_of(SPEECH * 0.02).level_dbfs, abs=1
    )


def test_silence_has_no_level() -> None:
    quality = quality_of(silence(1))
    assert (quality.level_dbfs, quality.peak_dbfs, quality.snr_db) == (None, None, None)


@pytest.mark.data
def test_quiet_loud_and_shouted_takes_of_natives_are_assessable(speech_data) -> None:
    takes = sorted((speech_data / "ravdess" / "audio").rglob("*.flac"))[::29]
    takes += sorted((speech_data / "timit_sample" / "audio").rglob("*.flac"))[::8]
    refused = []
    for take in takes:
        audio = load_audio(take, LIMITS)
        quality = measure_quality(audio, detect_speech(audio.waveform))
        if why_not_assessable(quality, LIMITS):
            refused.append(take.name)
    assert len(takes) >= 60
    assert refused == []
