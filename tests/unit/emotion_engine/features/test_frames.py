"""Frames are centred on multiples of the hop."""

import numpy as np

from emotion_engine.features.frames import centred_frames, frame_times_s


def test_frame_i_is_centred_on_i_hops() -> None:
    waveform = np.zeros(1_600, dtype=np.float32)
    waveform[800] = 1
    frames = centred_frames(waveform, length=512, hop_s=0.01)
    assert frames.shape == (11, 512)
    assert frames[5].argmax() == 256
    assert frame_times_s(11, 0.01)[5] == 0.05
