"""What was measured of a native's take, and what is in doubt about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from emotion_engine.errors import ReportFormatError

from .codes import Reason
from .recording import AudioQuality, Span
from .speech import Melody, WordResult

NATIVE_FORMAT_VERSION = 1


class NativeDoubt(StrEnum):
    """Why somebody should listen to a native's take before it speaks for natives."""

    WORDS_LEFT_OUT = "words_left_out"
    WORDS_ADDED = "words_added"
    NOISE = "noise"
    OTHER_STRESS = "other_stress"
    PITCH_RANGE = "pitch_range_st"
    FINAL_MOVEMENT = "final_movement_st"
    RATE = "rate_syllables_per_s"
    PAUSES = "pause_s"
    LOUDNESS = "loudness_contrast_db"
    STRESSED_LENGTH = "stressed_duration_ratio"


@dataclass(frozen=True, slots=True)
class NativeMeasures:
    """A native's take as a profile needs it, or the reason why it is of no use.

    ``words`` are empty and ``melody`` is ``None`` where there is a ``reason``.
    ``doubts`` are those that the take alone gives rise to.
    """

    text: str
    engine_version: str
    reason: Reason | None
    quality: AudioQuality
    words: tuple[WordResult, ...]
    melody: Melody | None
    pauses: tuple[Span, ...]
    doubts: tuple[NativeDoubt, ...]
    format_version: int = NATIVE_FORMAT_VERSION

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        from .serialization import to_plain

        return to_plain(self)

    @classmethod
    def from_json(cls, values: Any) -> NativeMeasures:
        """Read what ``to_json`` wrote.

        Raises
        ------
        ReportFormatError
            It does not fit: another version wrote it, and the take is measured again.
        """
        from .serialization import from_plain

        try:
            return from_plain(cls, values)
        except ValueError as error:
            raise ReportFormatError(
                f"These measures cannot be read: {error}"
            ) from error
