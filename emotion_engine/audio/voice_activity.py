"""Silero's voice activity detector, run as plain ONNX."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.errors import CheckpointError
from emotion_engine.results import Span

from .level import at_working_level

FRAME_SAMPLES = 512
CONTEXT_SAMPLES = 64
FRAMES_PER_CALL = 1024  # bounds the memory of long takes: 33 s
FRAME_S = FRAME_SAMPLES / SAMPLE_RATE

# Chosen on RAVDESS and TIMIT: steady noise, hum and clicks stay below 0.2.
ENTER_PROBABILITY = 0.35
LEAVE_PROBABILITY = 0.2
# The network misses shouted speech with an F0 above 450 Hz, but not slowed down.
SLOW_DOWN = 1.4
MAX_GAP_S = 0.15  # shorter silences are closures and gaps between words
MIN_SPEECH_S = 0.09
PAD_S = 0.05


class SpeechDetector:
    """The network, on one thread."""

    def __init__(self) -> None:
        self._session = open_session()

    def detect(self, waveform: np.ndarray) -> tuple[Span, ...]:
        """Find the stretches with speech, in order, without overlap.

        Gaps of less than 0.15 s count as speech, and every stretch is padded by 0.05 s.

        Parameters
        ----------
        waveform : float32 array, shape (n_samples,)
            Mono sound at 16 kHz.
        """
        active = _hysteresis(self.probabilities(waveform))
        spans = _merge(_runs(active), MAX_GAP_S)
        padded = [
            Span(max(0.0, span.start_s - PAD_S), span.end_s + PAD_S)
            for span in spans
            if span.duration_s >= MIN_SPEECH_S
        ]
        end_s = len(waveform) / SAMPLE_RATE
        return tuple(
            Span(span.start_s, min(span.end_s, end_s)) for span in _merge(padded, 0.0)
        )

    def probabilities(self, waveform: np.ndarray) -> np.ndarray:
        """Probability of speech in each frame of 32 ms, shape (n_frames,).

        The network runs on the take as it is and slowed down; the higher value counts.
        """
        if not len(waveform):
            return np.zeros(0, dtype=np.float32)
        waveform = at_working_level(waveform)
        as_said = self._listen(waveform)
        slowed = self._listen(_slow_down(waveform))
        centres = (np.arange(len(as_said)) + 0.5) * SLOW_DOWN - 0.5
        return np.maximum(as_said, np.interp(centres, np.arange(len(slowed)), slowed))

    def _listen(self, waveform: np.ndarray) -> np.ndarray:
        """Run the network over a waveform.

        Every frame is preceded by the last 4 ms of the one before as context; the
        recurrent state is passed from call to call.
        """
        frames = _frames(waveform)
        hidden = cell = np.zeros((1, 1, 128), dtype=np.float32)
        probabilities = []
        for first in range(0, len(frames), FRAMES_PER_CALL):
            block = np.ascontiguousarray(frames[first : first + FRAMES_PER_CALL])
            heard, hidden, cell = self._session.run(
                ["speech_probs", "hn", "cn"], {"input": block, "h": hidden, "c": cell}
            )
            probabilities.append(heard)
        return np.concatenate(probabilities)


def _slow_down(waveform: np.ndarray) -> np.ndarray:
    """Play slower and lower, as a tape would."""
    positions = np.arange(int(len(waveform) * SLOW_DOWN)) / SLOW_DOWN
    slowed = np.interp(positions, np.arange(len(waveform)), waveform)
    return slowed.astype(np.float32)


def _frames(waveform: np.ndarray) -> np.ndarray:
    """Cut a waveform into frames with their context, (n_frames, n_samples)."""
    n_frames = -(-len(waveform) // FRAME_SAMPLES)
    padded = np.zeros(CONTEXT_SAMPLES + n_frames * FRAME_SAMPLES, dtype=np.float32)
    padded[CONTEXT_SAMPLES : CONTEXT_SAMPLES + len(waveform)] = waveform
    width = CONTEXT_SAMPLES + FRAME_SAMPLES
    return np.lib.stride_tricks.sliding_window_view(padded, width)[::FRAME_SAMPLES]


def open_session() -> onnxruntime.InferenceSession:
    """Open the network; its package is only located, since importing it loads torch."""
    package = find_spec("silero_vad")
    if package is None or not package.submodule_search_locations:
        raise CheckpointError(
            "The package silero-vad is not installed: run bin/start --setup-only."
        )
    folder = Path(package.submodule_search_locations[0])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        folder / "data" / "silero_vad_16k_sequence.onnx",
        options,
        providers=["CPUExecutionProvider"],
    )


def _hysteresis(probabilities: np.ndarray) -> np.ndarray:
    """Speech starts above one threshold and lasts until it falls below a lower one."""
    active = np.zeros(len(probabilities), dtype=bool)
    speaking = False
    for index, probability in enumerate(probabilities):
        threshold = LEAVE_PROBABILITY if speaking else ENTER_PROBABILITY
        speaking = active[index] = probability >= threshold
    return active


def _runs(active: np.ndarray) -> list[Span]:
    """Stretches of frames that are all active."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], active, [False]))))
    return [
        Span(float(start) * FRAME_S, float(end) * FRAME_S)
        for start, end in edges.reshape(-1, 2)
    ]


def _merge(spans: list[Span], max_gap_s: float) -> list[Span]:
    """Join spans that are no more than a gap apart."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start_s - merged[-1].end_s <= max_gap_s:
            merged[-1] = Span(merged[-1].start_s, span.end_s)
        else:
            merged.append(span)
    return merged
