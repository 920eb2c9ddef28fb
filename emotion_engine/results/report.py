"""Everything that was found in one take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .codes import FindingCode, Reason
from .comparison import Comparison, Reference
from .expression import ExpressionResult
from .plain import plain
from .recording import AudioQuality, PhraseCheck, Span
from .speech import DeliveryResult, Melody, WordResult

REPORT_FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact worth telling, with where it is and how much it matters (0 to 1).

    ``details`` carries what the sentence needs: names and sizes with their units,
    e.g. ``{"word": "record", "heard_syllable": 0, "expected_syllable": 1}``.
    """

    code: FindingCode
    severity: float
    start_s: float | None
    end_s: float | None
    word_index: int | None = None
    syllable_index: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UtteranceReport:
    """Everything the engine found; fields fill in stage by stage.

    ``assessable`` is ``None`` until it is known. ``expected_accent`` are the indices of
    the words that matter, where the phrase's author names them.
    """

    text: str
    engine_version: str
    format_version: int = REPORT_FORMAT_VERSION
    assessable: bool | None = None
    reason: Reason | None = None
    quality: AudioQuality | None = None
    phrase_check: PhraseCheck | None = None
    words: tuple[WordResult, ...] = ()
    pauses: tuple[Span, ...] = ()
    melody: Melody | None = None
    delivery: DeliveryResult | None = None
    expression: ExpressionResult | None = None
    reference: Reference | None = None
    comparison: Comparison | None = None
    findings: tuple[Finding, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
    expected_accent: tuple[int, ...] = ()

    @property
    def heard(self) -> str | None:
        """What was heard, in words; ``None`` before the phrase check."""
        return self.phrase_check.heard if self.phrase_check else None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values: NaN and infinities become ``None``, floats are short.

        Without expression analysis the report has no trace of it, not even a key.
        """
        values = plain(self)
        if self.expression is None:
            del values["expression"]
        values["heard"] = self.heard
        return values
