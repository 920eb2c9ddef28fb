"""Takes of natives: checked as learners' are, measured as profiles are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .config import EngineConfig
from .errors import AlignmentError, EngineError
from .heard import Heard
from .judged import REASON_OF_VERDICT
from .measure import measure, words_of
from .models import Models, models_of
from .partial_report import reports_of
from .pipeline import pass_through
from .request import UtteranceRequest
from .results import NativeDoubt, NativeMeasures, Reason, UtteranceReport
from .version import ENGINE_VERSION

NativeOutcome = NativeMeasures | EngineError
OnNativeOutcome = Callable[[int, NativeOutcome], None]


def measure_all(
    requests: Sequence[UtteranceRequest],
    *,
    config: EngineConfig,
    on_outcome: OnNativeOutcome | None = None,
) -> list[NativeOutcome]:
    """Measure takes of natives; see ``emotion_engine.measure_natives``."""
    models = models_of(config)
    models.load()
    reports = reports_of(requests, None)
    outcomes: dict[int, NativeOutcome] = {}
    for i, error in pass_through(requests, reports, models, measure_said):
        outcomes[i] = error or measures_of(reports[i].known)
        if on_outcome:
            on_outcome(i, outcomes[i])
    return [outcomes[i] for i in range(len(requests))]


def measure_said(heard: Heard, models: Models) -> None:
    """Measure a take in which the phrase was said.

    All its words are assumed to be there: whoever approves the take is told of those
    that were not heard.
    """
    take, report = heard.take, heard.take.report
    if reason := REASON_OF_VERDICT.get(heard.check.verdict):
        report.stop(reason)
        return
    try:
        taken = measure(take.waveform, take.plan, models)
    except AlignmentError:
        report.stop(Reason.NOT_ALIGNED)
        return
    words = words_of(taken, models)
    report.add(words=words, melody=taken.melody, pauses=taken.pauses)


def measures_of(known: UtteranceReport) -> NativeMeasures:
    """Return what is known of a take as a profile needs it."""
    return NativeMeasures(
        text=known.text,
        engine_version=ENGINE_VERSION,
        reason=known.reason,
        quality=known.quality,
        words=known.words,
        melody=known.melody,
        pauses=known.pauses,
        doubts=() if known.reason else tuple(doubts_of(known)),
    )


def doubts_of(known: UtteranceReport) -> list[NativeDoubt]:
    """Return what is in doubt about a take, whatever other natives do."""
    check = known.phrase_check
    found = {
        NativeDoubt.WORDS_LEFT_OUT: bool(check.missing),
        NativeDoubt.WORDS_ADDED: bool(check.extra),
        NativeDoubt.NOISE: known.quality.is_noisy,
    }
    return [doubt for doubt, holds in found.items() if holds]
