"""The take said again with others' prosody, and with single cues changed."""

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
        Whose prosody it is: ``native``, or ``synthetic`` for the model voice's.
    n_speakers : int
        How many natives; 0 for the model voice.
    words : tuple of int
        Which words were changed.
    timeline : tuple of pairs
        The same moments in seconds of the take and of the rendition, ascending.
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
    """One cue moved to the natives' median, and what became of the style.

    Attributes
    ----------
    name, unit : str
        Of the measure, as in ``BandMeasure``; ``value`` and ``median`` too.
    probability : float
        Of the style with only this cue changed.
    gain : float
        What it has more than the take that only went through the vocoder.
    helps : bool
        Whether that is more than a vocoder and chance do.
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
