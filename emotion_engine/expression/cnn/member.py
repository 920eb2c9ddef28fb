"""The transferred CNN as a member of the answer on each take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.expression.members import MemberHearing, TakeInput
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.voice_middle import VOICES
from emotion_engine.results import MemberName, Span
from emotion_engine.weights.shipped import CARD

from .front_end import FRAME_RATE_HZ, HOP, WINDOW
from .known_voice import KnownVoice
from .network import StyleCnn


@dataclass(frozen=True)
class CnnMember:
    """Hears log-mels from the first to the last speech, as in training.

    Without ``known_voice`` every voice is heard as one that is not known.
    """

    cnn: StyleCnn
    known_voice: KnownVoice | None = None
    name: MemberName = MemberName.CNN

    @property
    def labels(self) -> tuple[str, ...]:
        """The styles that the network was trained on."""
        return self.cnn.labels

    def hear(self, take: TakeInput, own: OwnMiddle) -> MemberHearing:
        """Judge one take; see ``Member``."""
        logits, described = self.cnn.hear(spoken_part(take.waveform, take.speech))
        if self.known_voice is not None and own.count:
            logits = self.known_voice.logits(logits, described, own)
        return MemberHearing(self.cnn.calibrated(logits))

    @classmethod
    def read(cls, folder: Path) -> CnnMember:
        """Load the network; ``CheckpointError`` where that is not possible."""
        voices = folder / VOICES
        known = KnownVoice.read(voices) if (voices / CARD).is_file() else None
        return cls(StyleCnn.read(folder), known)


def spoken_part(waveform: np.ndarray, speech: Sequence[Span]) -> np.ndarray:
    """Cut a take to the windows from the first to the last speech.

    The last window is filled with zeros where the take ends before it does.
    """
    n_frames = len(waveform) // HOP + 1
    first, last = 0, n_frames
    if speech:
        first = min(int(speech[0].start_s * FRAME_RATE_HZ), n_frames - 1)
        end = math.ceil(speech[-1].end_s * FRAME_RATE_HZ)
        last = min(max(end, first + 1), n_frames)
    filled = np.pad(waveform, (0, WINDOW)).astype(np.float32)
    return filled[first * HOP : (last - 1) * HOP + WINDOW]
