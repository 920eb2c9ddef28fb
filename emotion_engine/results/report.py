"""The report: all results for one take."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from emotion_engine.errors import ReportFormatError

from .codes import Certainty, FindingCode, Reason, Stage
from .comparison import Comparison, Reference
from .expression import ExpressionResult
from .facts import FACTS
from .recording import AudioQuality, PhraseCheck, Span
from .speech import DeliveryResult, Melody, WordResult
from .upgrades import REPORT_FORMAT_VERSION, upgraded


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact worth reporting, with its place and how much it matters (0 to 1).

    ``details`` has what the sentence needs: names and sizes with their units,
    e.g. ``{"word": "record", "heard_syllable": 0, "expected_syllable": 1}``. What is
    asked comes after all that is told.
    """

    code: FindingCode
    severity: float
    start_s: float | None
    end_s: float | None
    word_index: int | None = None
    syllable_index: int | None = None
    details: dict[str, Any] = field(default_factory=dict)
    certainty: Certainty = Certainty.TOLD

    @property
    def is_asked(self) -> bool:
        """Whether it is a question, and no verdict."""
        return self.certainty is Certainty.ASKED


@dataclass(frozen=True, slots=True)
class UtteranceReport:
    """All results for one take; fields fill in stage by stage.

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
        """The transcript; ``None`` before the phrase check."""
        return self.phrase_check.heard if self.phrase_check else None

    @property
    def natives(self) -> Comparison | None:
        """The comparison with natives who said this phrase.

        ``None`` where there are none, and where it is known only what to expect of them.
        """
        is_expected = self.reference is not None and self.reference.kind == "expected"
        return None if is_expected else self.comparison

    @property
    def told(self) -> tuple[Finding, ...]:
        """The findings that are stated."""
        return tuple(finding for finding in self.findings if not finding.is_asked)

    @property
    def asked(self) -> tuple[Finding, ...]:
        """The findings that are put as questions."""
        return tuple(finding for finding in self.findings if finding.is_asked)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values: NaN and infinities become ``None``, floats are rounded.

        Without expression analysis the report has no trace of it, not even a key.
        """
        from .serialization import to_plain

        return {**to_plain(self), "heard": self.heard}

    @classmethod
    def from_json(cls, values: Any, *, in_brief: bool = False) -> UtteranceReport:
        """Read what ``to_json`` of this or an earlier version wrote, all of it or nothing.

        ``in_brief`` skips contours and syllables, which are long: ``melody`` is then
        ``None``, words have no syllables, and the comparison has only its measures and
        shares. This reads lists of many takes four times as fast.

        Raises
        ------
        NewerFormatError
            A later engine wrote it.
        ReportFormatError
            It is not a report of any known version.
        """
        from .serialization import DOES_NOT_FIT, from_plain

        try:
            kept = upgraded(values)
            kept = _shortened(kept) if in_brief else kept
            kept.pop("heard", None)  # is read from the phrase check
            return from_plain(cls, kept)
        except DOES_NOT_FIT as error:
            raise ReportFormatError(f"This report cannot be read: {error}") from error

    def without_expression(self) -> UtteranceReport:
        """Return the report without any trace of expression analysis."""
        stage = Stage.EXPRESSION.value
        return replace(
            self,
            expression=None,
            findings=tuple(f for f in self.findings if not FACTS[f.code].of_expression),
            reference=self.reference and replace(self.reference, style=None),
            timings_ms={n: ms for n, ms in self.timings_ms.items() if n != stage},
        )


def _shortened(values: dict[str, Any]) -> dict[str, Any]:
    """Drop contours and syllables from a report of the newest version."""
    compared = values["comparison"]
    return {
        **values,
        "melody": None,
        "words": [{**word, "syllables": []} for word in values["words"]],
        "comparison": compared and {**compared, "melody": [], "syllables": []},
    }
