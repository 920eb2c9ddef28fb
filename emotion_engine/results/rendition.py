"""The take rendered with others' prosody, and with single cues changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from emotion_engine.errors import ReportFormatError

from .codes import RenditionPart

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RenditionResult:
    """A take in the learner's own voice with others' melody, timing and loudness.

    Attributes
    ----------
    after : str
        Whose prosody it is: ``native``, or ``synthetic`` for that of a synthetic voice.
    n_speakers : int
        How many natives; 0 for a synthetic voice.
    words : tuple of int
        Which words were changed.
    timeline : tuple of pairs
        Corresponding times in seconds of the take and of the rendition, ascending.
    """

    parts: RenditionPart
    after: str
    n_speakers: int
    words: tuple[int, ...]
    duration_s: float
    timeline: tuple[tuple[float, float], ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        from .serialization import to_plain

        return to_plain(self)

    @classmethod
    def from_json(cls, values: Any) -> RenditionResult:
        """Read what ``to_json`` wrote.

        Raises
        ------
        ReportFormatError
            It is something else.
        """
        return _read(cls, values)


@dataclass(frozen=True, slots=True)
class CueTrial:
    """One cue moved to the natives' median, and its effect on the style.

    Attributes
    ----------
    name, unit : str
        Of the measure, as in ``BandMeasure``; ``value`` and ``median`` too.
    probability : float
        Of the style with only this cue changed.
    gain : float
        How much higher it is than for the take passed through the vocoder unchanged.
    helps : bool
        Whether that is more than vocoder and chance account for.
    """

    name: str
    unit: str
    value: float
    median: float
    probability: float
    gain: float
    helps: bool


@dataclass(frozen=True, slots=True)
class CueAdvice:
    """Which cue brings a take nearest to its style; ``trials`` has the best first.

    ``untried`` names cues outside the natives' band that could not be changed alone.
    """

    style: str
    probability: float
    trials: tuple[CueTrial, ...]
    untried: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        from .serialization import to_plain

        return to_plain(self)

    @classmethod
    def from_json(cls, values: Any) -> CueAdvice:
        """Read what ``to_json`` wrote.

        Raises
        ------
        ReportFormatError
            It is something else.
        """
        return _read(cls, values)


def _read(kind: type[T], values: Any) -> T:
    from .serialization import from_plain

    try:
        return from_plain(kind, values)
    except ValueError as error:
        raise ReportFormatError(str(error)) from error
