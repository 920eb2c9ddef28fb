"""The engine's results for one utterance: plain frozen values, no heavy imports.

Times are seconds from the start of the stored take. Anything that could not be
measured is ``None`` (never 0). ``UtteranceReport.to_json()`` is the contract of
``manage.py analyse --json`` and of what the web application stores;
``UtteranceReport.from_json()`` reads it again, whichever version wrote it.
"""

from __future__ import annotations

from .codes import (
    BandPosition,
    Certainty,
    DifferenceCode,
    FindingCode,
    MemberName,
    PhraseVerdict,
    Reason,
    RenditionPart,
    Stage,
    StressState,
)
from .comparison import (
    BandMeasure,
    Comparison,
    MelodyPoint,
    Reference,
    SyllableComparison,
)
from .expression import (
    Difference,
    ExpressionResult,
    MemberAnswer,
    Moment,
    Salience,
    TextEmotion,
)
from .facts import (
    FACTS,
    FindingFacts,
    Remedy,
)
from .natives import NativeDoubt, NativeMeasures
from .recording import (
    NARROW_BANDWIDTH_HZ,
    NOISY_SNR_DB,
    AudioQuality,
    PhraseCheck,
    Span,
    SpokenSyllable,
)
from .rendition import (
    CueAdvice,
    CueTrial,
    RenditionResult,
)
from .report import (
    Finding,
    UtteranceReport,
)
from .speech import (
    DeliveryResult,
    Melody,
    PhoneSegment,
    ScoreEstimate,
    SyllableResult,
    WordResult,
)
from .upgrades import REPORT_FORMAT_VERSION
from .voice import KNOWN_VOICE_TAKES, VoiceTrace

__all__ = [
    "FACTS",
    "KNOWN_VOICE_TAKES",
    "NARROW_BANDWIDTH_HZ",
    "NOISY_SNR_DB",
    "REPORT_FORMAT_VERSION",
    "AudioQuality",
    "BandMeasure",
    "BandPosition",
    "Certainty",
    "Comparison",
    "CueAdvice",
    "CueTrial",
    "DeliveryResult",
    "Difference",
    "DifferenceCode",
    "ExpressionResult",
    "Finding",
    "FindingCode",
    "FindingFacts",
    "Melody",
    "MelodyPoint",
    "MemberAnswer",
    "MemberName",
    "Moment",
    "NativeDoubt",
    "NativeMeasures",
    "PhoneSegment",
    "PhraseCheck",
    "PhraseVerdict",
    "Reason",
    "Reference",
    "Remedy",
    "RenditionPart",
    "RenditionResult",
    "Salience",
    "ScoreEstimate",
    "Span",
    "SpokenSyllable",
    "Stage",
    "StressState",
    "SyllableComparison",
    "SyllableResult",
    "TextEmotion",
    "UtteranceReport",
    "VoiceTrace",
    "WordResult",
]
