"""Speech is found where it is, and nowhere else."""

import subprocess
import sys
from itertools import cycle

import numpy as np
import pytest

from emotion_engine.lab.detectors import detect_speech
from tests.signals import Syllable, noise, silence, sine, syllable_train

TRAIN = syllable_train(
    [
        Syllable(f0, end_hz=0.9 * f0, vowel=vowel, duration_s=0.16)
        for f0, vowel in zip([120, 140, 115, 110, 130, 100, 125, 95], cycle("aiueo"))
    ],
    lead_s=1.0,
    tail_s=1.0,
)  # fmt: skip
SPOKEN_S = (TRAIN.nuclei[0].start_s, TRAIN.nuclei[-1].end_s)


def test_a_train_of_syllables_is_one_stretch_of_speech() -> None:
    (span,) = detect_speech(TRAIN.waveform)
    # Frames of 32 ms, a pad of 50 ms, and hysteresis on either side.
    assert (span.start_s, span.end_s) == pytest.approx(SPOKEN_S, abs=0.25)


@pytest.mark.parametrize("gain_db", [-40, -6, 6])
def test_gain_changes_nothing(gain_db: float) -> None:
    louder = TRAIN.waveform * np.float32(10 ** (gain_db / 20))
    assert detect_speech(louder) == detect_speech(TRAIN.waveform)


def test_leading_silence_shifts_the_speech() -> None:
    (before,) = detect_speech(TRAIN.waveform)
    (after,) = detect_speech(np.concatenate([silence(0.64), TRAIN.waveform]))
    assert after.start_s - before.start_s == pytest.approx(0.64, abs=0.04)
    assert after.duration_s == pytest.approx(before.duration_s, abs=0.1)


def test_a_long_pause_parts_two_stretches() -> None:
    spans = detect_speech(np.concatenate([TRAIN.waveform, TRAIN.waveform]))
    assert len(spans) == 2
    assert spans[0].end_s < spans[1].start_s


@pytest.mark.parametrize(
    "waveform",
    [
        silence(2),
        noise(2),
        noise(2, rms=1e-4),
        sine(255, 2),
        np.cumsum(noise(2, rms=0.001)),
        silence(0),
        silence(0.01),
    ],
    ids=["silence", "noise", "hiss", "sine", "rumble", "nothing", "an instant"],
)
def test_what_is_no_speech_has_no_stretches(waveform: np.ndarray) -> None:
    assert detect_speech(waveform.astype(np.float32)) == ()


def test_spans_lie_within_the_take() -> None:
    waveform = TRAIN.waveform[16_000 : 16_000 + 9_000]
    spans = detect_speech(waveform)
    assert spans
    assert all(0 <= s.start_s < s.end_s <= len(waveform) / 16_000 for s in spans)


def test_detecting_speech_does_not_import_torch() -> None:
    program = (
        "import sys, numpy; from emotion_engine.audio.voice_activity import *;"
        "SpeechDetector().detect(numpy.zeros(16000, 'f4')); assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
