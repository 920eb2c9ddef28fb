"""Of several tracks the liveliest is heard."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from emotion_engine.audio.tracks import MAX_TRACKS, liveliest, liveliness
from emotion_engine.errors import AudioError, AudioRefusal
from tests.signals import noise, silence, sine, tone

WORDS = np.concatenate([tone(120, 0.2), silence(0.2)] * 5)


def track(waveform: np.ndarray) -> Callable[[], np.ndarray]:
    return lambda: waveform


def refused(code: AudioRefusal) -> Callable[[], np.ndarray]:
    def refuse() -> np.ndarray:
        raise AudioError(code, "")

    return refuse


def heard(*tracks: Callable[[], np.ndarray]) -> np.ndarray:
    return liveliest(tracks, lambda waveform: waveform)


@pytest.mark.parametrize("other", [silence(2), sine(50, 2), noise(2, rms=0.05)])
def test_speech_is_livelier_than_silence_hum_and_noise(other: np.ndarray) -> None:
    assert liveliness(WORDS) > 10 * liveliness(other)
    assert heard(track(other), track(WORDS)) is WORDS


def test_of_equal_tracks_the_first_is_heard() -> None:
    first = WORDS.copy()
    assert heard(track(first), track(WORDS)) is first


def test_a_refused_track_is_passed_over() -> None:
    assert heard(refused(AudioRefusal.NOT_AUDIO), track(WORDS)) is WORDS


def test_if_all_are_refused_the_first_says_why() -> None:
    with pytest.raises(AudioError) as refusal:
        heard(refused(AudioRefusal.TRUNCATED), refused(AudioRefusal.EMPTY))
    assert refusal.value.code == AudioRefusal.TRUNCATED


def test_no_more_tracks_are_decoded_than_bounded() -> None:
    quiet = [track(silence(1))] * MAX_TRACKS
    assert not heard(*quiet, track(WORDS)).any()


def test_a_track_shorter_than_a_frame_is_not_lively() -> None:
    assert liveliness(WORDS[:100]) == 0
